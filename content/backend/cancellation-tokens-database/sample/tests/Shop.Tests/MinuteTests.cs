using System.Diagnostics;
using Offprint.Servers;

namespace Shop.Tests;

/// <summary>The minute itself, on a server of its own, beside the other tests.</summary>
public sealed class MinuteTests(Postgres postgres) : IClassFixture<Postgres>
{
    [Fact]
    public async Task Without_a_token_the_query_goes_on_for_a_minute_after_the_browser_has_closed()
    {
        await using var unlimited = await SlowAsync("Command Timeout=0", "/deaf/report");
        await using var byDefault = await SlowAsync("Application Name=shop", "/deaf/report");
        await using var token = await SlowAsync("Command Timeout=0", "/report");
        var seconds = await Task.WhenAll(unlimited.Seconds, byDefault.Seconds, token.Seconds);

        Results.Write("minute.json", new
        {
            PostgresVersion = postgres.Server.Version,
            WithoutLimit = Math.Round(seconds[0], 1),
            DefaultCommandTimeout = Math.Round(seconds[1], 1),
            WithToken = Math.Round(seconds[2], 2),
        });
        Assert.InRange(seconds[0], 50, 120);
        Assert.InRange(seconds[1], 24, 50);
        Assert.InRange(seconds[2], 0, 10);
        // The minute's result is thrown away when it is written to a connection that is gone.
        Assert.Equal(499, await unlimited.Shop.RecordedAsync());
        Assert.DoesNotContain(unlimited.Shop.Log, line => line.StartsWith("Error"));
        Assert.Equal(499, await token.Shop.RecordedAsync());
    }

    /// <summary>A shop and its database whose client leaves in the first second of the minute.</summary>
    private async Task<Left> SlowAsync(string setting, string path)
    {
        var database = await Database.CreateAsync(postgres.Server, seconds: 60);
        var shop = await ShopHost.StartAsync($"{database.Connection};{setting}");
        using var browser = await shop.GetAsync(path);
        await database.UntilSlowAsync();
        var clock = Stopwatch.StartNew();
        browser.Close();
        return new(shop, database, SecondsUntilGoneAsync(database, clock));
    }

    private static async Task<double> SecondsUntilGoneAsync(Database database, Stopwatch clock)
    {
        while (await database.ActiveAsync() > 0)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(3), "still running after three minutes");
            await Task.Delay(5);
        }
        return clock.Elapsed.TotalSeconds;
    }

    /// <param name="Seconds">From the closed connection until pg_stat_activity has nothing.</param>
    private sealed record Left(ShopHost Shop, Database Database, Task<double> Seconds) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Shop.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
