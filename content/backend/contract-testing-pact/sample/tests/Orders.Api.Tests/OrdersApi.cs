using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Orders.Api.Tests;

/// <summary>The API as it is, with an endpoint for provider states before it.</summary>
public class OrdersApi : WebApplicationFactory<Program>
{
    public Uri Start()
    {
        UseKestrel();
        StartServer();
        return ClientOptions.BaseAddress;
    }

    #region host
    protected override void ConfigureWebHost(IWebHostBuilder host)
    {
        host.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0");
        host.ConfigureServices(services =>
            services.AddSingleton<IStartupFilter>(new BeforeTheApi(Configure)));
    }

    protected virtual void Configure(IApplicationBuilder app) =>
        app.Map(ProviderStates.Path, states => states.Run(ProviderStates.SetUpAsync));
    #endregion

    private sealed class BeforeTheApi(Action<IApplicationBuilder> configure) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            configure + next;
    }
}

/// <summary>Another release of the API, whose responses are <paramref name="change"/>d.</summary>
internal sealed class ChangedApi(Change? change) : OrdersApi
{
    protected override void Configure(IApplicationBuilder app)
    {
        base.Configure(app);
        if (change is not null)
            app.Use(change.ApplyAsync);
    }
}

/// <summary>Rejects every request but those of the states without the token.</summary>
internal sealed class ProtectedApi : OrdersApi
{
    protected override void Configure(IApplicationBuilder app)
    {
        base.Configure(app);
        app.Use((http, next) =>
        {
            if (http.Request.Headers.Authorization == "Bearer test-token")
                return next(http);
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
    }
}

/// <summary>Says yes to every provider state, also to those it cannot set up.</summary>
internal sealed class LenientApi : OrdersApi
{
    protected override void Configure(IApplicationBuilder app)
    {
        app.Use(async (http, next) =>
        {
            await next(http);
            if (http.Request.Path == ProviderStates.Path)
                http.Response.StatusCode = StatusCodes.Status200OK;
        });
        base.Configure(app);
    }
}
