using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Npgsql;
using Payments;
using Payments.Idempotency;

var builder = WebApplication.CreateBuilder(args);
var settings = builder.Configuration;

builder.Services.AddAuthentication(TokenAuthentication.Name)
    .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Name, null);
builder.Services.AddAuthorization();

#region services
builder.Services.AddOptions<IdempotencyOptions>().BindConfiguration("Idempotency")
    .Validate(options => options.IsValid, "Idempotency: Wait must be at least 1 ms").ValidateOnStart();
builder.Services.AddOptions<CardOptions>().BindConfiguration("Cards")
    .Validate(options => options.IsValid, "Cards: Lease must be above Timeout").ValidateOnStart();
builder.Services
    .AddSingleton(services => services.GetRequiredService<IOptions<IdempotencyOptions>>().Value)
    .AddSingleton(services => services.GetRequiredService<IOptions<CardOptions>>().Value)
    .AddSingleton(NpgsqlDataSource.Create(settings.GetConnectionString("Payments")!))
    .AddSingleton<KeyStore>().AddSingleton<Once>().AddSingleton<CardPayments>()
    .AddHostedService<KeyCleanup>().AddHostedService<AbandonedPayments>();
#endregion
builder.Services.AddSingleton<Unsafe>().AddSingleton(services => new CardProvider(new HttpClient(
    new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
{
    BaseAddress = new Uri(settings["Provider"]!),
    Timeout = services.GetRequiredService<CardOptions>().Timeout,
}));

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();

#region endpoints
var api = app.MapGroup("").RequireAuthorization().AddEndpointFilter(async (context, next) =>
{
    try
    {
        return await next(context);
    }
    catch (ProblemException problem)
    {
        return problem.Reply;
    }
});
api.MapPost("/payments", (HttpContext http, Once once) =>
    once.RunAsync<PayFromBalance>(http, BalancePayments.PayAsync));
api.MapPost("/card-payments", (HttpContext http, CardPayments cards) => cards.PayAsync(http));
#endregion

// For the comparison.
api.MapPost("/unsafe/none", (HttpContext http, Unsafe @unsafe) =>
    @unsafe.WithoutKeyAsync<PayFromBalance>(http, BalancePayments.PayAsync));
api.MapPost("/unsafe/lookup", (HttpContext http, Unsafe @unsafe) =>
    @unsafe.LookUpThenSaveAsync<PayFromBalance>(http, BalancePayments.PayAsync));

app.Run();
