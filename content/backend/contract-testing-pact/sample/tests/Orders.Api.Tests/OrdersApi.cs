using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Pact;

namespace Orders.Api.Tests;

/// <summary>The API on Kestrel, with provider states, and changed by <paramref name="change"/>.</summary>
public sealed class OrdersApi(Change? change = null) : WebApplicationFactory<Program>
{
    protected override void ConfigureWebHost(IWebHostBuilder host)
    {
        // UseKestrel(0) sets the port while Program may have started the server already.
        host.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0");
        host.ConfigureServices(services => services.AddSingleton<IStartupFilter>(
            new BeforeTheApi(change)));
    }

    /// <summary>Verifies a contract, by default the one that the front end recorded.</summary>
    public async Task<Verification> VerifyAsync(string? contract = null)
    {
        #region verify
        UseKestrel();
        StartServer();
        var address = ClientOptions.BaseAddress;
        return await Task.Run(() => PactVerifier.Verify(
            "Orders", address, new(address, ProviderStates.Path), contract ?? Sample.Contract));
        #endregion
    }

    private sealed class BeforeTheApi(Change? change) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map(ProviderStates.Path, states => states.Run(ProviderStates.SetUpAsync));
            if (change is not null)
                app.Use(change.ApplyAsync);
            next(app);
        };
    }
}
