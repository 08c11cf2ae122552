using Offprint.Servers;
using StackExchange.Redis;

namespace Answers.Tests;

/// <summary>A popular key expires, and everybody misses at once.</summary>
[Collection(RealServers.Name)]
public sealed class StampedeTests(Fixture fixture)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly IDatabase redis =
        fixture.Redis.GetDatabase().WithPrefix($"{Guid.NewGuid():N}:");
    private int loads;

    [Fact]
    public async Task Plain_cache_aside_loads_once_for_every_caller()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            byte[]? cached = await redis.StringGetAsync("key");
            if (cached is null)
                await redis.StringSetAsync("key", await LoadAsync(), Minute);
        }));

        Assert.InRange(loads, 50, 100);
    }

    #region one-load
    [Fact]
    public async Task A_hundred_callers_on_two_nodes_load_once()
    {
        var nodes = new[] { NewNode(), NewNode() };

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(
            n => nodes[n % 2].GetOrCreateAsync("key", Minute, LoadAsync, default)));

        Assert.Equal(1, loads);
        Assert.All(answers, answer => Assert.Equal("loaded"u8.ToArray(), answer));
    }
    #endregion

    [Fact]
    public async Task A_node_that_dies_while_it_loads_delays_the_others_by_its_lock()
    {
        await redis.LockTakeAsync("key:lock", "a dead node", TimeSpan.FromMilliseconds(500));

        Assert.Equal("loaded"u8.ToArray(), await NewNode().GetOrCreateAsync(
            "key", Minute, LoadAsync, default));
        Assert.Equal(1, loads);
    }

    [Fact]
    public async Task A_caller_who_gives_up_does_not_take_the_load_with_it()
    {
        var node = NewNode();
        using var impatient = new CancellationTokenSource();
        var first = node.GetOrCreateAsync("key", Minute, LoadAsync, impatient.Token);
        var second = node.GetOrCreateAsync("key", Minute, LoadAsync, default);
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("loaded"u8.ToArray(), await second);
    }

    [Fact]
    public async Task A_load_that_fails_is_tried_again()
    {
        var node = NewNode();

        await Assert.ThrowsAsync<TimeoutException>(() => node.GetOrCreateAsync(
            "key", Minute, () => Task.FromException<byte[]>(new TimeoutException()), default));

        Assert.Equal("loaded"u8.ToArray(), await node.GetOrCreateAsync(
            "key", Minute, LoadAsync, default));
    }

    [Fact]
    public async Task A_cache_that_is_down_costs_time_and_no_answers()
    {
        await using var server = await RedisServer.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(
            $"{server.ConnectionString},asyncTimeout=200,abortConnect=false");
        var cached = new CachedBackend(
            new Loading(LoadAsync),
            new StampedeCache(connection.GetDatabase(), Minute),
            new Dictionary<string, TimeSpan> { ["passage"] = Minute });
        await server.KillAsync();

        Assert.Equal("loaded"u8.ToArray(), await cached.AskAsync("passage", "1"));
    }

    private sealed class Loading(Func<Task<byte[]>> load) : IBackend
    {
        public Task<byte[]> AskAsync(string service, string key, CancellationToken cancellation) =>
            load();
    }

    private StampedeCache NewNode() => new(redis, lockLife: TimeSpan.FromSeconds(10));

    private async Task<byte[]> LoadAsync()
    {
        Interlocked.Increment(ref loads);
        await Task.Delay(300);
        return [.. "loaded"u8];
    }
}
