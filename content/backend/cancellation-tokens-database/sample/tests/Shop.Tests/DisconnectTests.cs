using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Offprint.Servers;

namespace Shop.Tests;

/// <summary>A client leaves: what goes on, and what stops.</summary>
[Collection(RealPostgres.Name)]
public sealed class DisconnectTests(Postgres postgres)
{
    [Fact]
    public async Task With_the_token_the_query_is_gone_from_pg_stat_activity_as_soon_as_the_browser_closes()
    {
        const int rounds = 50;
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var shop = await ShopHost.StartAsync($"{database.Connection};Command Timeout=0");
        var milliseconds = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            using var browser = await shop.GetAsync("/report");
            await database.UntilSlowAsync();
            var clock = Stopwatch.StartNew();
            browser.Close();
            await database.UntilGoneAsync();
            milliseconds.Add(clock.Elapsed.TotalMilliseconds);
        }
        milliseconds.Sort();
        Results.Write("gone.json", new
        {
            PostgresVersion = postgres.Server.Version,
            rounds,
            MedianMilliseconds = Math.Round(milliseconds[rounds / 2]),
            MostMilliseconds = Math.Round(milliseconds[^1]),
        });
        Assert.True(milliseconds[rounds / 2] < 1_000, $"median {milliseconds[rounds / 2]} ms");
        Assert.True(milliseconds[^1] < 10_000, $"most {milliseconds[^1]} ms");
        Assert.All(Enumerable.Range(1, rounds), i => Assert.Equal(499, shop.RecordedAsync(i).Result));
    }

    [Theory]
    [InlineData("/deaf/report")]
    [InlineData("/report")]
    public async Task Closed_tabs_use_up_the_pool_unless_the_token_reaches_the_query(string path)
    {
        const int tabs = 10;
        var deaf = path == "/deaf/report";
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var shop = await ShopHost.StartAsync(
            $"{database.Connection};Command Timeout=0;Maximum Pool Size={tabs};Timeout=3");
        for (var tab = 0; tab < tabs; tab++)
        {
            using var browser = await shop.GetAsync(path);
            await database.UntilSlowAsync(deaf ? tab + 1 : 1);
            browser.Close();
            if (!deaf)
                await database.UntilGoneAsync();
        }
        await Task.Delay(500);
        var stillRunning = await database.ActiveAsync();

        using var other = await shop.GetAsync("/orders/count");
        var status = await other.StatusAsync();

        Results.Write(deaf ? "pool-deaf.json" : "pool-token.json", new { tabs, stillRunning, status });
        Assert.Equal(deaf ? tabs : 0, stillRunning);
        Assert.Equal(deaf ? 504 : 200, status);
        Assert.Equal(deaf, shop.Log.Any(line => line.Contains("pool has been exhausted")));
    }

    [Fact]
    public async Task A_client_that_leaves_is_recorded_as_499_and_logs_no_error()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var shop = await ShopHost.StartAsync(database.Connection);
        using var browser = await shop.GetAsync("/report");
        await database.UntilSlowAsync();

        browser.Close();

        Assert.Equal(499, await shop.RecordedAsync());
        await database.UntilGoneAsync();
        Assert.Contains(shop.Log, line => line.StartsWith("Debug") && line.Contains("CommandCanceled"));
        Assert.Contains(shop.Log, line =>
            line.StartsWith("Debug: Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware"));
        Assert.DoesNotContain(shop.Log, line =>
            line.StartsWith("Error") || line.StartsWith("Critical") || line.StartsWith("Warning"));
    }

    [Fact]
    public async Task A_stream_of_rows_is_canceled_without_a_parameter()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var shop = await ShopHost.StartAsync(database.Connection);
        using var browser = await shop.GetAsync("/sales");
        await database.UntilSlowAsync();

        browser.Close();

        await database.UntilGoneAsync();
    }

    [Fact]
    public async Task Over_HTTP_2_one_request_is_canceled_and_its_connection_lives_on()
    {
        await using var database = await Database.CreateAsync(postgres.Server, seconds: 4);
        await using var shop = await ShopHost.StartAsync(database.Connection, HttpProtocols.Http2);
        using var http = new HttpClient(new SocketsHttpHandler())
        {
            BaseAddress = shop.Address,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var leave = new CancellationTokenSource();
        var left = http.GetAsync("/report", leave.Token);
        await database.UntilSlowAsync();
        var stayed = http.GetAsync("/report");
        await database.UntilSlowAsync(2);

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await database.UntilSlowAsync(1);

        using var answer = await stayed;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(shop.Log, line => line.Contains("[ConnectionAccepted]"));
    }
}
