using System.Text.Json;
using System.Text.Json.Serialization;
using FastEndpoints;
using Parcels;
using Parcels.Api.Plumbing;

var builder = WebApplication.CreateBuilder(args);
#region services
builder.Services.AddParcels();
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Converters.Add(
    new JsonStringEnumConverter(JsonNamingPolicy.CamelCase)));
builder.Services.AddFastEndpoints(options =>
{
    options.DisableAutoDiscovery = true;
    options.Assemblies = [typeof(Program).Assembly];
});
#endregion

var app = builder.Build();
#region app
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseAuthentication();
app.UseAuthorization();
app.UseFastEndpoints(config =>
{
    config.Versioning.Prefix = "v";
    config.Versioning.PrependToRoute = true;
    config.Versioning.DefaultVersion = 1;
    config.Errors.ResponseBuilder = Answers.Invalid;
});
#endregion
app.Run();
