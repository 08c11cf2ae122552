using FastEndpoints;
using Shop;
using Shop.Pipeline;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddShop(builder.Configuration.GetConnectionString("Shop")
    ?? throw new InvalidOperationException("ConnectionStrings:Shop is not set"));

#region app
var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseFastEndpoints(config =>
{
    config.Errors.ResponseBuilder = (failures, _, _) => Problems.Invalid(failures);
    config.Errors.ContentType = "application/problem+json";
});
app.Run();
#endregion
