using FastEndpoints;
using Shop;
using Shop.Pipeline;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddShop(builder.Configuration);

var app = builder.Build();
#region app
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseFastEndpoints(config =>
{
    config.Errors.ResponseBuilder = (failures, _, _) => Problems.Invalid(failures);
    config.Errors.ContentType = "application/problem+json";
});
#endregion
app.Run();
