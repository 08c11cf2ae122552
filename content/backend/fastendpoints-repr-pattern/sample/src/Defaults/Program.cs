using Defaults;
using Microsoft.AspNetCore.Authentication;
using Parcels;

// What each framework does when nobody has configured it: one process, one style.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthentication(Callers.SchemeName)
    .AddScheme<AuthenticationSchemeOptions, Callers>(Callers.SchemeName, null);
builder.Services.AddAuthorization();
builder.Services.AddProblemDetails();
Action<WebApplication> map = builder.Configuration["Style"] switch
{
    "controllers" => Mvc.Add(builder),
    "endpoints" => Fast.Add(builder, useProblemDetails: false),
    "endpoints-problems" => Fast.Add(builder, useProblemDetails: true),
    "minimal" => Minimal.Add(builder),
    var style => throw new ArgumentException($"unknown style: {style}"),
};

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseAuthentication();
app.UseAuthorization();
map(app);
app.Run();
