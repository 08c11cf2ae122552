using System.Diagnostics;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Offprint.Servers;
using StackExchange.Redis;

namespace Answers.Tests;

/// <summary>A popular key expires, and everybody misses at the same time.</summary>
[Collection(RealServers.Name)]
public sealed class StampedeTests(Fixture fixture)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly IDatabase redis =
        fixture.Redis.GetDatabase().WithPrefix($"{Guid.NewGuid():N}:");
    private int loads;

    private static Deadline Patience => Deadline.In(TimeSpan.FromSeconds(10));

    [Fact]
    public async Task Plain_cache_aside_loads_once_for_every_caller()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            byte[]? cached = await redis.StringGetAsync("key");
            if (cached is null)
                await redis.StringSetAsync("key", await LoadAsync(default), Minute);
        }));

        Assert.InRange(loads, 50, 100);
    }

    #region one-load
    [Fact]
    public async Task A_hundred_callers_on_two_nodes_load_once()
    {
        var nodes = new[] { NewNode(), NewNode() };

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(
            n => nodes[n % 2].GetOrCreateAsync("key", Minute, Patience, LoadAsync, default)));

        Assert.Equal(1, loads);
        Assert.All(answers, answer => Assert.Equal("loaded"u8.ToArray(), answer));
    }
    #endregion

    [Fact]
    public async Task HybridCache_loads_once_on_each_node()
    {
        await using var first = NewHybridNode();
        await using var second = NewHybridNode();
        var nodes = new[] { first, second }
            .Select(node => node.GetRequiredService<HybridCache>()).ToArray();
        var key = $"{Guid.NewGuid():N}";

        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => nodes[n % 2].GetOrCreateAsync(
            key, async token => await LoadAsync(token)).AsTask()));

        Assert.Equal(2, loads);
    }

    [Fact]
    public async Task A_dead_nodes_lock_costs_half_a_deadline()
    {
        await redis.LockTakeAsync("key:lock", "a dead node", Minute);

        var clock = Stopwatch.StartNew();
        var value = await NewNode().GetOrCreateAsync(
            "key", Minute, Deadline.In(TimeSpan.FromSeconds(6)), LoadAsync, default);

        Assert.Equal("loaded"u8.ToArray(), value);
        Assert.InRange(clock.ElapsedMilliseconds, 3_200, 5_500); // 3,000 waiting, 300 loading
    }

    [Fact]
    public async Task A_slow_service_costs_each_node_one_deadline_and_no_more()
    {
        var deadline = TimeSpan.FromMilliseconds(600);
        var clock = Stopwatch.StartNew();

        var waits = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            await Assert.ThrowsAnyAsync<TimeoutException>(() => NewNode().GetOrCreateAsync(
                "key", Minute, Deadline.In(deadline), HangAsync, default));
            return clock.ElapsedMilliseconds;
        }));

        Assert.All(waits, wait => Assert.InRange(wait, 500, 2_000)); // not 5 × 600

        static async Task<byte[]> HangAsync(CancellationToken cancellation)
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return [];
        }
    }

    [Fact]
    public async Task A_caller_who_gives_up_does_not_take_the_load_with_it()
    {
        var node = NewNode();
        using var impatient = new CancellationTokenSource();
        var first = node.GetOrCreateAsync("key", Minute, Patience, LoadAsync, impatient.Token);
        var second = node.GetOrCreateAsync("key", Minute, Patience, LoadAsync, default);
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("loaded"u8.ToArray(), await second);
        Assert.Equal(1, loads);
    }

    [Fact]
    public async Task A_load_that_fails_is_tried_again()
    {
        var node = NewNode();

        await Assert.ThrowsAsync<InvalidOperationException>(() => node.GetOrCreateAsync(
            "key", Minute, Patience,
            _ => Task.FromException<byte[]>(new InvalidOperationException()), default));

        var clock = Stopwatch.StartNew();
        Assert.Equal("loaded"u8.ToArray(), await node.GetOrCreateAsync(
            "key", Minute, Patience, LoadAsync, default));
        Assert.InRange(clock.ElapsedMilliseconds, 0, 3_000); // the lock was released
    }

    [Fact]
    public async Task With_Redis_down_a_hundred_callers_share_one_load()
    {
        await using var server = await RedisServer.StartAsync();
        await using var connection = await ConnectAsync(server);
        var node = NewNode(connection.GetDatabase());
        await server.KillAsync();

        var clock = Stopwatch.StartNew();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(
            _ => node.GetOrCreateAsync("key", Minute, Patience, LoadAsync, default)));

        Assert.Equal(1, loads);
        Assert.All(answers, answer => Assert.Equal("loaded"u8.ToArray(), answer));
        Assert.InRange(clock.ElapsedMilliseconds, 0, 3_000);
    }

    [Fact]
    public async Task A_Redis_that_hangs_costs_its_patience_and_no_answer()
    {
        await using var server = await RedisServer.StartAsync();
        await using var connection = await ConnectAsync(server);
        await connection.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", "20000", "ALL");

        var clock = Stopwatch.StartNew();
        var answer = await NewNode(connection.GetDatabase()).GetOrCreateAsync(
            "key", Minute, Deadline.In(TimeSpan.FromSeconds(4)), LoadAsync, default);

        Assert.Equal("loaded"u8.ToArray(), answer);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 3_000);
    }

    [Fact]
    public async Task A_value_that_cannot_be_stored_is_still_returned()
    {
        await using var server = await RedisServer.StartAsync();
        await using var connection = await ConnectAsync(server);

        var answer = await NewNode(connection.GetDatabase()).GetOrCreateAsync(
            "key", Minute, Patience,
            async cancellation =>
            {
                await server.KillAsync();
                return await LoadAsync(cancellation);
            },
            default);

        Assert.Equal("loaded"u8.ToArray(), answer);
        Assert.Equal(1, loads);
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync(RedisServer server)
    {
        var options = ConfigurationOptions.Parse(server.ConnectionString);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.AllowAdmin = true; // CLIENT PAUSE
        return await ConnectionMultiplexer.ConnectAsync(options);
    }

    private StampedeCache NewNode(IDatabase? database = null) => new(
        database ?? redis, redisPatience: TimeSpan.FromMilliseconds(200),
        NullLogger<StampedeCache>.Instance);

    private ServiceProvider NewHybridNode()
    {
        var services = new ServiceCollection();
        services.AddStackExchangeRedisCache(
            options => options.Configuration = fixture.RedisServer.ConnectionString);
        services.AddHybridCache();
        return services.BuildServiceProvider();
    }

    private async Task<byte[]> LoadAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref loads);
        await Task.Delay(300, cancellation);
        return [.. "loaded"u8];
    }
}
