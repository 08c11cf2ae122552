using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Offprint.Servers;

namespace Ids.Tests;

[Collection(DatabaseTests.Name)]
public sealed class MigrationTests(Database server)
{
    private const int Orders = 20_000;

    [Fact]
    public async Task Nothing_is_refused_or_lost_while_the_key_is_exchanged()
    {
        await using var database = NpgsqlDataSource.Create(await server.CreateAsync());
        var migration = new KeyMigration(database);
        await migration.RunAsync("0-before.sql");
        await SeedAsync(database);
        var before = await database.ScalarAsync<long>("SELECT pg_table_size('orders')");
        await using var shop = new ShopInUse(database);

        await migration.RunAsync("1-expand.sql");
        await shop.UpgradeAsync(Version.Both, others: Version.Old); // a rolling deployment
        var backfill = Stopwatch.StartNew();
        await migration.BackfillOrdersAsync();
        backfill.Stop();
        await shop.UpgradeAsync(Version.Both);
        await RepeatAsync(migration.BackfillOrdersAsync);
        await RepeatAsync(migration.BackfillLinesAsync);
        var after = await database.ScalarAsync<long>("SELECT pg_table_size('orders')");
        await migration.RunAsync("2-enforce.sql");
        await shop.UpgradeAsync(Version.New);
        await migration.RunAsync("3-contract.sql");
        await Task.Delay(100);
        await shop.StopAsync();

        Assert.Empty(shop.Failures);
        Assert.All(shop.Written.GroupBy(w => w.Version), group => Assert.NotEmpty(group));
        Assert.Equal(3, shop.Written.Select(w => w.Version).Distinct().Count());
        Assert.Equal(
            Orders + shop.Written.Count,
            await database.ScalarAsync<long>("SELECT count(*) FROM orders"));
        Assert.Equal(0L, await database.ScalarAsync<long>(
            """
            SELECT count(*) FROM order_lines JOIN orders ON public_id = order_public_id
            WHERE article <> customer
            """));
        Assert.Equal(
            Orders + shop.Written.Count,
            await database.ScalarAsync<long>(
                "SELECT count(*) FROM order_lines JOIN orders ON public_id = order_public_id"));
        Assert.Equal("public_id", await database.ScalarAsync<string>(
            """
            SELECT attname::text FROM pg_index JOIN pg_attribute
                ON attrelid = indrelid AND attnum = ANY (indkey)
            WHERE indrelid = 'orders'::regclass AND indisprimary
            """));
        Results.Write("migration.json", new
        {
            Orders,
            Written = shop.Written.Count,
            LongestWriteMs = Math.Ceiling(shop.Longest.TotalMilliseconds / 10) * 10,
            BackfillSeconds = Math.Round(backfill.Elapsed.TotalSeconds, 1),
            TableBeforeMb = Math.Round(before / 1048576.0, 1),
            TableAfterMb = Math.Round(after / 1048576.0, 1),
        });
    }

    [Fact]
    public async Task A_volatile_default_rewrites_the_table()
    {
        await using var database = NpgsqlDataSource.Create(await server.CreateAsync());
        await new KeyMigration(database).RunAsync("0-before.sql");
        await SeedAsync(database);
        var file = await FileAsync(database);

        await new KeyMigration(database).RunAsync("1-expand.sql");
        Assert.Equal(file, await FileAsync(database));

        await database.ExecuteAsync(
            "ALTER TABLE orders ADD COLUMN other text NOT NULL DEFAULT gen_random_uuid()::text");
        Assert.NotEqual(file, await FileAsync(database));
    }

    [Fact]
    public async Task A_waiting_alter_makes_all_writers_wait()
    {
        await using var database = NpgsqlDataSource.Create(await server.CreateAsync());
        await new KeyMigration(database).RunAsync("0-before.sql");
        await using var report = await database.OpenConnectionAsync();
        await using var transaction = await report.BeginTransactionAsync();
        await using (var reading = new NpgsqlCommand("SELECT count(*) FROM orders", report))
            await reading.ExecuteScalarAsync(); // its lock lasts until the transaction ends

        var stubborn = new KeyMigration(database, lockTimeout: "0").RunAsync("1-expand.sql");
        await Task.Delay(200);
        var write = database.ExecuteAsync("INSERT INTO orders (customer) VALUES ('c')");
        var blocked = await Task.WhenAny(write, Task.Delay(2_000)) != write;
        await transaction.CommitAsync();
        await Task.WhenAll(stubborn, write);
        Assert.True(blocked, "the write did not wait behind the ALTER TABLE");

        await database.ExecuteAsync(
            """
            ALTER TABLE orders DROP COLUMN public_id;
            ALTER TABLE order_lines DROP COLUMN order_public_id;
            """);
        await using var second = await report.BeginTransactionAsync();
        await using (var reading = new NpgsqlCommand("SELECT count(*) FROM orders", report))
            await reading.ExecuteScalarAsync();

        var patient = new KeyMigration(database).RunAsync("1-expand.sql");
        for (var i = 0; i < 5; i++)
            await database.ExecuteAsync("INSERT INTO orders (customer) VALUES ('c')")
                .WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(patient.IsCompleted, "the report still holds its lock");
        await second.CommitAsync();
        await patient;
    }

    [Fact]
    public async Task Passes_repeat_until_orders_added_behind_the_cursor_have_their_id_too()
    {
        await using var database = NpgsqlDataSource.Create(await server.CreateAsync());
        var migration = new KeyMigration(database, batch: 100);
        await migration.RunAsync("0-before.sql");
        await SeedAsync(database);
        await migration.RunAsync("1-expand.sql");

        var first = migration.BackfillOrdersAsync();
        while (!first.IsCompleted)
            await database.ExecuteAsync("INSERT INTO orders (customer) VALUES ('late')");
        await first;
        await RepeatAsync(migration.BackfillOrdersAsync);

        Assert.True(await database.ScalarAsync<long>(
            "SELECT count(*) FROM orders WHERE customer = 'late'") > 0);
        Assert.Equal(0L, await database.ScalarAsync<long>(
            "SELECT count(*) FROM orders WHERE public_id IS NULL"));
    }

    /// <summary>Pass after pass until one fills nothing, which must not take many.</summary>
    private static async Task RepeatAsync(Func<Task<int>> backfill)
    {
        for (var pass = 1; await backfill() > 0; pass++)
            Assert.True(pass < 10, "the passes do not come to an end");
    }

    private static Task<uint> FileAsync(NpgsqlDataSource database) =>
        database.ScalarAsync<uint>("SELECT pg_relation_filenode('orders')");

    private static async Task SeedAsync(NpgsqlDataSource database)
    {
        await database.ExecuteAsync(
            $"INSERT INTO orders (customer) SELECT 'c' || n FROM generate_series(1, {Orders}) AS n");
        await database.ExecuteAsync(
            "INSERT INTO order_lines (order_id, article) SELECT id, customer FROM orders");
        await database.ExecuteAsync("ANALYZE");
    }

    private enum Version { Old, Both, New }

    /// <summary>
    /// Two instances of the program that write orders, each with a line, all the time. The
    /// line repeats its order's customer, so that a line that changes orders shows.
    /// </summary>
    private sealed class ShopInUse : IAsyncDisposable
    {
        private readonly NpgsqlDataSource database;
        private readonly CancellationTokenSource stop = new();
        private readonly Version[] versions = new Version[2];
        private readonly Task[] instances;
        private readonly SemaphoreSlim[] writing = [new(1), new(1)];

        public ShopInUse(NpgsqlDataSource database)
        {
            this.database = database;
            instances = [RunAsync(0), RunAsync(1)];
        }

        public ConcurrentBag<(Version Version, string Customer)> Written { get; } = [];

        public ConcurrentBag<Exception> Failures { get; } = [];

        public TimeSpan Longest { get; private set; }

        /// <summary>Returns when no instance is in the middle of an older version's write.</summary>
        public async Task UpgradeAsync(Version version, Version? others = null)
        {
            Version[] next = [version, others ?? version];
            for (var i = 0; i < versions.Length; i++)
            {
                await writing[i].WaitAsync();
                versions[i] = next[i];
                writing[i].Release();
            }
            await Task.Delay(100);
        }

        public async Task StopAsync()
        {
            await stop.CancelAsync();
            await Task.WhenAll(instances);
        }

        public async ValueTask DisposeAsync() => await StopAsync();

        private async Task RunAsync(int instance)
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
            {
                await writing[instance].WaitAsync();
                var version = versions[instance];
                var customer = $"{version} {instance} {n}";
                var clock = Stopwatch.StartNew();
                try
                {
                    await database.ExecuteAsync(Insert(version, customer));
                    Written.Add((version, customer));
                }
                catch (NpgsqlException e)
                {
                    Failures.Add(e);
                }
                writing[instance].Release();
                if (clock.Elapsed > Longest)
                    Longest = clock.Elapsed;
                await Task.Delay(2);
            }
        }

        private static string Insert(Version version, string customer)
        {
            var (order, line) = version switch
            {
                Version.Old => ("customer", "order_id"),
                Version.Both => ("customer, public_id", "order_id, order_public_id"),
                _ => ("customer, public_id", "order_public_id"),
            };
            var (orderValues, returned) = version switch
            {
                Version.Old => ($"'{customer}'", "id"),
                Version.Both => ($"'{customer}', '{OrderId.New()}'", "id, public_id"),
                _ => ($"'{customer}', '{OrderId.New()}'", "public_id"),
            };
            return $"""
                WITH new AS (INSERT INTO orders ({order}) VALUES ({orderValues}) RETURNING {returned})
                INSERT INTO order_lines ({line}, article) SELECT {returned}, '{customer}' FROM new
                """;
        }
    }
}
