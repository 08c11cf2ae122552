using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Offprint.Servers;

namespace Ids.Tests;

[Collection(DatabaseTests.Name)]
public sealed class MigrationTests(Database server)
{
    private const int Orders = 20_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private string? connectionString;

    [Fact]
    public async Task No_write_fails_and_no_read_misses_a_line_during_the_migration()
    {
        await using var database = await CreateAsync();
        var log = new Counter();
        var migration = new KeyMigration(database, log);
        var before = await SizeAsync(database);
        await using var shop = new ShopInUse(database, Orders);

        await migration.RunAsync("1-expand.sql");
        await shop.DeployAsync(ShopVersion.WriteBoth, instance: 0); // a rolling deployment
        var backfill = Stopwatch.StartNew();
        await migration.BackfillOrdersAsync();
        backfill.Stop();
        await shop.DeployAsync(ShopVersion.WriteBoth, instance: 1);
        await BackfillAsync(migration);
        var after = await SizeAsync(database);
        await migration.RunAsync("2-enforce.sql");
        await shop.DeployAsync(ShopVersion.ReadNew);
        await shop.DeployAsync(ShopVersion.WriteBoth, instance: 0); // rolled back
        await shop.DeployAsync(ShopVersion.ReadNew, instance: 0);
        await migration.RunAsync("3-relax.sql");
        await shop.DeployAsync(ShopVersion.WriteNew);
        await shop.DeployAsync(ShopVersion.ReadNew, instance: 0); // rolled back
        await shop.DeployAsync(ShopVersion.WriteNew, instance: 0);
        await migration.RunAsync("4-contract.sql");
        await shop.WaitForRoundsAsync(10);
        await shop.StopAsync();

        Assert.Empty(shop.Failures);
        Assert.Empty(shop.Missed);
        Assert.Equal(
            Enum.GetValues<ShopVersion>(), shop.Placed.Select(o => o.Version).Distinct().Order());
        Assert.Equal(
            Orders + shop.Placed.Count,
            await database.ScalarAsync<long>("SELECT count(*) FROM orders"));
        Assert.Equal(
            Orders + shop.Placed.Count + shop.LinesAdded,
            await database.ScalarAsync<long>(
                """
                SELECT count(*) FROM order_lines JOIN orders ON public_id = order_public_id
                WHERE product = customer
                """));
        Assert.Equal("public_id", await database.ScalarAsync<string>(
            """
            SELECT attname::text FROM pg_index JOIN pg_attribute
                ON attrelid = indrelid AND attnum = ANY (indkey)
            WHERE indrelid = 'orders'::regclass AND indisprimary
            """));
        Results.Write("migration.json", new
        {
            Orders,
            Writes = shop.Placed.Count + shop.LinesAdded,
            shop.Reads,
            LongestWriteMs = Math.Ceiling(shop.LongestWrite.TotalMilliseconds / 10) * 10,
            LockTimeouts = log.Messages,
            BackfillSeconds = Math.Round(backfill.Elapsed.TotalSeconds, 1),
            TableBeforeMb = Math.Round(before / 1048576.0, 1),
            TableAfterMb = Math.Round(after / 1048576.0, 1),
        });
    }

    [Fact]
    public async Task Switching_reads_and_writes_in_one_deployment_hides_new_lines()
    {
        await using var database = await CreateAsync();
        var migration = Migration(database);
        await using var shop = new ShopInUse(database, Orders);
        await migration.RunAsync("1-expand.sql");
        await shop.DeployAsync(ShopVersion.WriteBoth);
        await BackfillAsync(migration);
        await migration.RunAsync("2-enforce.sql");
        await migration.RunAsync("3-relax.sql");
        Assert.Empty(shop.Missed);
        var reads = shop.ReadsOf(instance: 1);

        await shop.DeployAsync(ShopVersion.WriteNew, instance: 0); // without ReadNew before
        await shop.WaitForRoundsAsync(100);
        await shop.StopAsync();

        Assert.Empty(shop.Failures);
        Assert.NotEmpty(shop.Missed);
        Assert.All(shop.Missed, reader => Assert.Equal(ShopVersion.WriteBoth, reader));
        Results.Write("one-deployment.json", new
        {
            Reads = shop.ReadsOf(instance: 1) - reads,
            Missed = shop.Missed.Count,
        });
    }

    [Fact]
    public async Task A_volatile_default_rewrites_the_table()
    {
        await using var database = await CreateAsync();
        var file = await FileAsync(database);

        await Migration(database).RunAsync("1-expand.sql");
        Assert.Equal(file, await FileAsync(database));

        await database.ExecuteAsync(
            "ALTER TABLE orders ADD COLUMN other text NOT NULL DEFAULT gen_random_uuid()::text");
        Assert.NotEqual(file, await FileAsync(database));
    }

    [Fact]
    public async Task Writers_queue_behind_a_waiting_alter_unless_it_gives_up()
    {
        await using var database = await CreateAsync();
        await using (var report = await Report.StartAsync(database))
        {
            var stubborn = Migration(database, lockTimeout: TimeSpan.Zero)
                .RunAsync("1-expand.sql");
            await WaitUntilAsync(() => IsWaitingAsync(database));
            var write = database.ExecuteAsync("INSERT INTO orders (customer) VALUES ('c')");
            var blocked = await Task.WhenAny(write, Task.Delay(2_000)) != write;
            await report.EndAsync();
            await Task.WhenAll(stubborn, write);
            Assert.True(blocked, "the write did not wait behind the ALTER TABLE");
        }

        await database.ExecuteAsync(
            """
            ALTER TABLE orders DROP COLUMN public_id;
            ALTER TABLE order_lines DROP COLUMN order_public_id;
            DELETE FROM key_migration WHERE done LIKE '%ADD COLUMN%';
            """);
        await using (var report = await Report.StartAsync(database))
        {
            var patient = Migration(database).RunAsync("1-expand.sql");
            for (var i = 0; i < 5; i++)
            {
                await WaitUntilAsync(() => IsWaitingAsync(database));
                await database.ExecuteAsync("INSERT INTO orders (customer) VALUES ('c')")
                    .WaitAsync(Patience);
            }
            Assert.False(patient.IsCompleted, "the report still holds its lock");
            await report.EndAsync();
            await patient.WaitAsync(Patience);
        }
    }

    [Fact]
    public async Task The_swap_gives_way_to_a_writer_that_locks_in_the_opposite_order()
    {
        await using var database = await CreateAsync();
        var migration = Migration(database);
        await migration.RunAsync("1-expand.sql");
        await BackfillAsync(migration);
        await migration.RunAsync("2-enforce.sql");
        await migration.RunAsync("3-relax.sql");
        await using var writer = await database.OpenConnectionAsync();
        await using var transaction = await writer.BeginTransactionAsync();
        var id = OrderId.New();
        await ExecuteAsync($"INSERT INTO orders (customer, public_id) VALUES ('c', '{id}')");

        var swap = migration.RunAsync("4-contract.sql"); // locks lines, then waits for orders
        await WaitUntilAsync(() => IsWaitingAsync(database));
        var clock = Stopwatch.StartNew();
        await ExecuteAsync(
            $"INSERT INTO order_lines (order_public_id, product) VALUES ('{id}', 'c')");
        await transaction.CommitAsync();
        clock.Stop();
        await swap.WaitAsync(Patience);

        // After deadlock_timeout, PostgreSQL would have ended one of the two with an error.
        Results.Write("swap.json", new { WriterWaitedMs = clock.ElapsedMilliseconds });

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, writer, transaction);
            await command.ExecuteNonQueryAsync();
        }
    }

    [Fact]
    public async Task A_command_timeout_leaves_an_invalid_index_that_the_migration_replaces()
    {
        await using var database = await CreateAsync();
        await Migration(database).RunAsync("1-expand.sql");
        await BackfillAsync(Migration(database));
        await using var impatient = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString!) { CommandTimeout = 2 });

        await using (await Report.StartAsync(database))
        {
            var timeout = await Assert.ThrowsAsync<NpgsqlException>(() => impatient.ExecuteAsync(
                "CREATE UNIQUE INDEX CONCURRENTLY orders_public_id ON orders (public_id)"));
            Assert.IsType<TimeoutException>(timeout.InnerException);
        }
        Assert.False(await IsValidAsync(), "the timeout left a valid index");

        await using (var report = await Report.StartAsync(database))
        {
            var enforce = Migration(impatient).RunAsync("2-enforce.sql");
            var first = await Task.WhenAny(enforce, Task.Delay(5_000)); // over two timeouts
            if (first == enforce)
                await enforce;
            Assert.False(enforce.IsCompleted, "the index was built during the report");
            await report.EndAsync();
            await enforce.WaitAsync(Patience);
        }
        Assert.True(await IsValidAsync());

        Task<bool> IsValidAsync() => database.ScalarAsync<bool>(
            "SELECT indisvalid FROM pg_index WHERE indexrelid = 'orders_public_id'::regclass");
    }

    [Fact]
    public async Task A_migration_that_was_cut_off_continues_where_it_stopped()
    {
        await using var database = await CreateAsync();
        var migration = Migration(database);
        await migration.RunAsync("1-expand.sql");
        await BackfillAsync(migration);
        await database.ExecuteAsync("INSERT INTO orders (customer) VALUES ('late')");

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => migration.RunAsync("2-enforce.sql"));
        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
        await BackfillAsync(migration);
        await migration.RunAsync("2-enforce.sql");
        await migration.RunAsync("2-enforce.sql");

        Assert.Equal("NO", await database.ScalarAsync<string>(
            """
            SELECT is_nullable::text FROM information_schema.columns
            WHERE table_name = 'orders' AND column_name = 'public_id'
            """));
    }

    [Fact]
    public async Task Passes_repeat_until_orders_added_behind_the_cursor_have_their_id_too()
    {
        await using var database = await CreateAsync();
        var migration = Migration(database, batch: 100);
        await migration.RunAsync("1-expand.sql");

        var first = migration.BackfillOrdersAsync();
        while (!first.IsCompleted)
            await database.ExecuteAsync("INSERT INTO orders (customer) VALUES ('late')");
        await first;
        var left = await WithoutIdAsync();
        await RepeatAsync(() => migration.BackfillOrdersAsync());

        Assert.True(left > 0, "the first pass left nothing, so nothing was shown");
        Assert.Equal(0, await WithoutIdAsync());

        Task<long> WithoutIdAsync() => database.ScalarAsync<long>(
            "SELECT count(*) FROM orders WHERE public_id IS NULL");
    }

    private static KeyMigration Migration(
        NpgsqlDataSource database, int batch = 1_000, TimeSpan? lockTimeout = null) =>
        new(database, NullLogger<KeyMigration>.Instance, batch, lockTimeout);

    private static async Task BackfillAsync(KeyMigration migration)
    {
        await RepeatAsync(() => migration.BackfillOrdersAsync());
        await RepeatAsync(() => migration.BackfillLinesAsync());
    }

    /// <summary>Pass after pass until one fills nothing, which must not take many.</summary>
    private static async Task RepeatAsync(Func<Task<int>> backfill)
    {
        for (var pass = 1; await backfill() > 0; pass++)
            Assert.True(pass < 10, "the passes do not come to an end");
    }

    private static Task<uint> FileAsync(NpgsqlDataSource database) =>
        database.ScalarAsync<uint>("SELECT pg_relation_filenode('orders')");

    private static Task<long> SizeAsync(NpgsqlDataSource database) =>
        database.ScalarAsync<long>("SELECT pg_table_size('orders')");

    /// <summary>Whether some statement waits for a lock on a table.</summary>
    private static Task<bool> IsWaitingAsync(NpgsqlDataSource database) =>
        database.ScalarAsync<bool>(
            """
            SELECT EXISTS (SELECT FROM pg_locks
            WHERE NOT granted AND mode = 'AccessExclusiveLock')
            """);

    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(clock.Elapsed < Patience, "waited in vain");
            await Task.Delay(5);
        }
    }

    /// <summary>Orders with a line each, as they were before the migration.</summary>
    private async Task<NpgsqlDataSource> CreateAsync()
    {
        connectionString = await server.CreateAsync();
        var database = NpgsqlDataSource.Create(connectionString);
        await Migration(database).RunAsync("0-before.sql");
        await database.ExecuteAsync(
            $"""
            INSERT INTO orders (customer) SELECT 'c' || n FROM generate_series(1, {Orders}) AS n;
            INSERT INTO order_lines (order_id, product) SELECT id, customer FROM orders;
            CREATE INDEX orders_customer ON orders (customer);
            ANALYZE;
            """);
        return database;
    }

    private sealed class Counter : ILogger<KeyMigration>
    {
        public int Messages { get; private set; }

        public bool IsEnabled(LogLevel level) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Log<TState>(
            LogLevel level, EventId id, TState state, Exception? exception,
            Func<TState, Exception?, string> format) => Messages++;
    }

    /// <summary>A long report: its transaction holds a snapshot and a lock on the orders.</summary>
    private sealed class Report(NpgsqlConnection connection, NpgsqlTransaction transaction)
        : IAsyncDisposable
    {
        public static async Task<Report> StartAsync(NpgsqlDataSource database)
        {
            var connection = await database.OpenConnectionAsync();
            var transaction = await connection.BeginTransactionAsync(
                System.Data.IsolationLevel.RepeatableRead);
            await using var reading = new NpgsqlCommand(
                "SELECT count(*) FROM orders", connection, transaction);
            await reading.ExecuteScalarAsync();
            return new Report(connection, transaction);
        }

        public Task EndAsync() => transaction.CommitAsync();

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
