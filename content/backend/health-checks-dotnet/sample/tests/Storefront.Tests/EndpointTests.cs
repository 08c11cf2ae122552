using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Npgsql;
using Offprint.Servers;
using Storefront.Health;

namespace Storefront.Tests;

/// <summary>What each endpoint of the real process says while the database stops and starts.</summary>
public sealed class EndpointTests
{
    [Fact]
    public async Task Live_and_ready_stay_200_without_a_database_and_the_report_names_what_is_down()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var app = await App.StartAsync(await server.CreateShopAsync());
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("health"));

        await server.StopAsync();
        await Until.TrueAsync("the report says so", async () =>
            await app.StatusAsync("health") == HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("health/live"));
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("health/ready"));
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("products/1"));
        using var order = await app.Http.PostAsync("orders/1", null);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, order.StatusCode);

        using var response = await app.Http.GetAsync("health");
        var text = await response.Content.ReadAsStringAsync();
        var report = JsonNode.Parse(text)!;
        Assert.Equal("Unhealthy", (string?)report["status"]);
        Assert.Equal("Unhealthy", (string?)report["checks"]!["database"]!["status"]);
        Assert.Equal("Healthy", (string?)report["checks"]!["replica"]!["status"]);
        // The exception names host and port; it is in the log and not on the network.
        Assert.DoesNotContain("127.0.0.1", text);
        Assert.Contains($"127.0.0.1:{server.Port}", app.Container.Log);

        await server.StartAgainAsync();
        await Until.TrueAsync("the report is healthy again", async () =>
            await app.StatusAsync("health") == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_process_that_started_without_a_database_is_live_and_becomes_ready_with_it()
    {
        await using var server = await PostgresServer.StartAsync();
        var connection = await server.CreateShopAsync();
        await server.StopAsync();
        await using var app = await App.StartAsync(connection, listens: true);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.StatusAsync("health/ready"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.StatusAsync("products/1"));

        await server.StartAgainAsync();
        await Until.TrueAsync("ready", async () => await app.StatusAsync("health/ready") == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("products/1"));
    }

    [Fact]
    public async Task Responses_of_health_endpoints_forbid_caching()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var app = await App.StartAsync(await server.CreateShopAsync());
        foreach (var path in (string[])["health/live", "health/ready", "health"])
        {
            using var response = await app.Http.GetAsync(path);
            Assert.True(response.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task Degraded_is_200_and_so_invisible_to_a_probe()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var address = Replica.FreeAddress();
        builder.WebHost.UseUrls(address.ToString());
        // Nobody listens there: the check fails.
        builder.Services.AddSingleton(NpgsqlDataSource.Create($"Host=127.0.0.1;Port={Replica.FreeAddress().Port}"));
        builder.Services.AddHealthChecks().AddCachedCheck<DatabaseCheck>("database",
            TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), HealthStatus.Degraded);
        await using var app = builder.Build();
        app.MapHealthChecks("/health");
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = address };

        using var response = await http.GetAsync("health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Degraded", await response.Content.ReadAsStringAsync());
    }
}
