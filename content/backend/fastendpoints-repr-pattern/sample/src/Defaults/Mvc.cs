using Microsoft.AspNetCore.Mvc;
using Parcels;

namespace Defaults;

public static class Mvc
{
    public static Action<WebApplication> Add(WebApplicationBuilder builder)
    {
        builder.Services.AddControllers();
        return app => app.MapControllers();
    }
}

[ApiController]
public sealed class DefaultsController : ControllerBase
{
    [HttpPost("/labels")]
    public IActionResult Print(Label label) => Ok(label);

    [HttpGet("/labels")]
    public IActionResult List(int take) => Ok(take);

    [HttpGet("/statuses")]
    public IActionResult Find(ParcelStatus status) => Ok(status);

    [HttpGet("/labels/{id}")]
    public IActionResult Get(int id) => NotFound();

    [HttpGet("/fails")]
    public IActionResult Fail() => throw new InvalidOperationException("the secret");

    [HttpGet("/forgotten")]
    public IActionResult Forgotten() => Ok();

    [HttpPut("/probe/{id}")]
    public Seen Probe(int id, Body body, [FromHeader(Name = "X-Tenant")] string? tenant) =>
        new(id, tenant);

    public sealed record Body(int Id, string? Tenant);
}
