using Microsoft.EntityFrameworkCore;
using Payments;

var builder = WebApplication.CreateBuilder(args);
#region registration
builder.Services.AddProblemDetails();
builder.Services.AddDbContext<PaymentsContext>(options => options
    .UseNpgsql(builder.Configuration.GetConnectionString("Payments")));
builder.Services.AddScoped<PaymentList>();

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.MapGet("/accounts/{account:int}/payments", ListAsync);
#endregion
app.Run();

#region endpoint
static async Task<IResult> ListAsync(
    int account, PageCursor? after, PageCursor? before, PaymentList list,
    CancellationToken cancellation, int size = 20)
{
    if (size is < 1 or > 200)
        return Results.Problem("size is from 1 to 200.", statusCode: 400);
    if (after is not null && before is not null)
        return Results.Problem("Pass after or before, not both.", statusCode: 400);
    return Results.Ok(await list.ReadAsync(account, after, before, size, cancellation));
}
#endregion
