using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace Ids.Tests;

/// <summary>The versions of the program, in the order in which they are deployed.</summary>
public enum ShopVersion
{
    Old,
    WriteBoth,
    ReadNew,
    WriteNew,
}

/// <summary>
/// Two instances of the program in use. Each places an order with a line, adds a line to an
/// older order and reads an order's lines, over and over, by the key that its version knows.
/// A line's product is its order's customer, so a line that changed orders would show.
/// </summary>
public sealed class ShopInUse : IAsyncDisposable
{
    private readonly NpgsqlDataSource database;
    private readonly int seeded;
    private readonly CancellationTokenSource stop = new();
    private readonly ShopVersion[] versions = new ShopVersion[2];
    private readonly int[] rounds = new int[2], reads = new int[2];
    private readonly SemaphoreSlim[] turns = [new(1), new(1)];
    private readonly ConcurrentDictionary<string, int> lines = new();
    private readonly Task[] instances;
    private int linesAdded;
    private long longestWrite;

    /// <param name="seeded">Orders of the customers c1, c2 and so on, with a line each.</param>
    public ShopInUse(NpgsqlDataSource database, int seeded)
    {
        this.database = database;
        this.seeded = seeded;
        instances = [RunAsync(0), RunAsync(1)];
    }

    public ConcurrentQueue<(ShopVersion Version, string Customer)> Placed { get; } = [];

    public ConcurrentQueue<Exception> Failures { get; } = [];

    /// <summary>The version of each read that missed a line written before it.</summary>
    public ConcurrentQueue<ShopVersion> Missed { get; } = [];

    public int LinesAdded => linesAdded;

    public int Reads => reads.Sum();

    public TimeSpan LongestWrite => TimeSpan.FromTicks(longestWrite);

    public int ReadsOf(int instance) => Volatile.Read(ref reads[instance]);

    /// <summary>A rolling deployment: both versions run for some rounds.</summary>
    public async Task DeployAsync(ShopVersion version)
    {
        await DeployAsync(version, instance: 0);
        await DeployAsync(version, instance: 1);
    }

    public async Task DeployAsync(ShopVersion version, int instance)
    {
        await turns[instance].WaitAsync();
        versions[instance] = version;
        turns[instance].Release();
        await WaitForRoundsAsync(20);
    }

    public async Task WaitForRoundsAsync(int count)
    {
        int[] until = [.. rounds.Select(round => round + count)];
        var clock = Stopwatch.StartNew();
        while (rounds.Zip(until).Any(pair => pair.First < pair.Second))
        {
            if (instances.FirstOrDefault(instance => instance.IsCompleted) is { } ended)
                await ended;
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), "the shop stands still");
            await Task.Delay(5);
        }
    }

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(instances);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stop.Dispose();
    }

    private async Task RunAsync(int instance)
    {
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            await turns[instance].WaitAsync();
            try
            {
                var version = versions[instance];
                await PlaceAsync(version, $"{version} {instance} {n}");
                await AddLineAsync(version, AnyCustomer());
                await ReadAsync(version, AnyCustomer());
                reads[instance]++;
            }
            catch (NpgsqlException e)
            {
                Failures.Enqueue(e);
            }
            finally
            {
                turns[instance].Release();
            }
            rounds[instance]++;
            await Task.Delay(2);
        }
    }

    private async Task PlaceAsync(ShopVersion version, string customer)
    {
        var (order, values) = version == ShopVersion.Old
            ? ("customer", $"'{customer}'")
            : ("customer, public_id", $"'{customer}', '{OrderId.New()}'");
        var (line, keys) = LineKeys(version);
        await WriteAsync(
            $"""
            WITH placed AS (INSERT INTO orders ({order}) VALUES ({values}) RETURNING {keys})
            INSERT INTO order_lines ({line}, product) SELECT {keys}, '{customer}' FROM placed
            """);
        lines[customer] = 1;
        Placed.Enqueue((version, customer));
    }

    private async Task AddLineAsync(ShopVersion version, string customer)
    {
        var (line, keys) = LineKeys(version);
        await WriteAsync(
            $"""
            INSERT INTO order_lines ({line}, product)
            SELECT {keys}, customer FROM orders WHERE customer = '{customer}'
            """);
        lines.AddOrUpdate(customer, 2, (_, count) => count + 1);
        Interlocked.Increment(ref linesAdded);
    }

    private async Task ReadAsync(ShopVersion version, string customer)
    {
        var written = lines.GetValueOrDefault(customer, 1);
        var keys = version is ShopVersion.Old or ShopVersion.WriteBoth
            ? "orders.id = order_lines.order_id"
            : "orders.public_id = order_lines.order_public_id";
        var read = await database.ScalarAsync<long>(
            $"""
            SELECT count(*) FROM orders JOIN order_lines ON {keys}
            WHERE customer = '{customer}'
            """);
        if (read < written)
            Missed.Enqueue(version);
    }

    private async Task WriteAsync(string sql)
    {
        var clock = Stopwatch.StartNew();
        await database.ExecuteAsync(sql);
        InterlockedMax(ref longestWrite, clock.Elapsed.Ticks);
    }

    private static (string Line, string Order) LineKeys(ShopVersion version) => version switch
    {
        ShopVersion.Old => ("order_id", "id"),
        ShopVersion.WriteNew => ("order_public_id", "public_id"),
        _ => ("order_id, order_public_id", "id, public_id"),
    };

    /// <summary>One of the latest orders, or one that was there before.</summary>
    private string AnyCustomer()
    {
        var latest = Placed.Reverse().Take(10).ToArray();
        return latest.Length > 0 && Random.Shared.Next(2) == 0
            ? latest[Random.Shared.Next(latest.Length)].Customer
            : $"c{Random.Shared.Next(seeded) + 1}";
    }

    private static void InterlockedMax(ref long target, long value)
    {
        var seen = Volatile.Read(ref target);
        while (value > seen)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
