using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Offprint.Servers;
using Respawn;
using Respawn.Graph;

namespace Rooms.Tests.Cost;

/// <summary>What it costs to give a test a clean database, and to clean up after it.</summary>
[Collection(Alone.Name)]
public sealed class CostTests
{
    private const int Rounds = 7, MigrationRounds = 3;

    #region cost
    [Fact]
    public async Task A_rollback_costs_less_than_a_truncation_and_a_copy_less_than_migrations()
    {
        var clock = Stopwatch.StartNew();
        await using var durable = await PostgresServer.StartAsync();
        var start = Math.Round(clock.Elapsed.TotalSeconds, 1);
        await using var fast = await PostgresServer.StartAsync(Postgres.Settings);
        var (small, large) = await MeasureAsync(durable);
        var (smallFast, largeFast) = await MeasureAsync(fast);

        Results.Write("cost.json", new
        {
            Machine = Machine.Facts(durable.Version), Rounds, MigrationRounds, ServerStartSeconds = start,
            Default = new { Small = small, Large = large },
            NonDurable = new { Small = smallFast, Large = largeFast },
        });
        foreach (var costs in (Costs[])[small, large, smallFast, largeFast])
        {
            Assert.True(costs.Rollback < costs.Truncation, $"{costs}");
            Assert.True(costs.TemplateWalLog.Create < costs.Migrations, $"{costs}");
        }
    }
    #endregion

    private static async Task<(Costs Small, Costs Large)> MeasureAsync(PostgresServer server)
    {
        var databases = await TestDatabases.CreateAsync(server.ConnectionString());
        return (await MeasureAsync(databases, Schema.Small), await MeasureAsync(databases, Schema.Large));
    }

    private static async Task<Costs> MeasureAsync(TestDatabases databases, Schema schema)
    {
        var template = $"t{schema.Tables}";
        await databases.RunAsync($"CREATE DATABASE {template} TEMPLATE {databases.Template}");
        await databases.RunInAsync(template, schema.Sql);
        await databases.RunAsync($"CREATE DATABASE shared TEMPLATE {template}");
        await using var shared = await Session.OpenAsync(databases.Connection("shared", pooling: false));
        var options = new RespawnerOptions { DbAdapter = DbAdapter.Postgres, TablesToIgnore = schema.Lookup };
        var respawner = await Respawner.CreateAsync(shared.Connection, options);
        var deletes = string.Join(';', schema.Data.Select(table => $"DELETE FROM {table}"));

        var (walLog, fileCopy) = (new Copies(), new Copies());
        List<double> migrations = [], truncation = [], delete = [], rollback = [];
        for (var round = 0; round <= Rounds; round++) // the first is warm-up
        {
            await CopyAsync("WAL_LOG", walLog);
            await CopyAsync("FILE_COPY", fileCopy);
            if (round <= MigrationRounds)
                migrations.Add(await TimeAsync(MigrateAsync));
            await WriteAsync(shared);
            truncation.Add(await TimeAsync(() => respawner.ResetAsync(shared.Connection)));
            await WriteAsync(shared);
            delete.Add(await TimeAsync(() => shared.RunAsync(deletes)));
            rollback.Add(await TimeAsync(() => shared.RunAsync("BEGIN"))
                + await TimeAsync(async () => await WriteAsync(shared), counted: false)
                + await TimeAsync(() => shared.RunAsync("ROLLBACK")));
        }
        Assert.Equal(schema.Tables, await shared.ReadAsync<long>(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
        var megabytes = await shared.ReadAsync<double>("SELECT pg_database_size('shared') / 1e6::float8");
        await shared.DisposeAsync();
        await databases.RunAsync("DROP DATABASE shared WITH (FORCE)");
        return new(schema.Tables, schema.Rows, Math.Round(megabytes, 1), Median(migrations),
            walLog.Figures, fileCopy.Figures, Median(truncation), Median(delete), Median(rollback));

        async Task CopyAsync(string strategy, Copies copies)
        {
            copies.Create.Add(await TimeAsync(() =>
                databases.RunAsync($"CREATE DATABASE copy TEMPLATE {template} STRATEGY {strategy}")));
            Session session = null!;
            copies.Connect.Add(await TimeAsync(async () =>
                session = await Session.OpenAsync(databases.Connection("copy"))));
            await WriteAsync(session);
            NpgsqlConnection.ClearPool(session.Connection);
            await session.DisposeAsync();
            copies.Drop.Add(await TimeAsync(() => databases.RunAsync("DROP DATABASE copy WITH (FORCE)")));
        }

        async Task MigrateAsync()
        {
            await databases.RunAsync("CREATE DATABASE migrated");
            await using (var context = new RoomsContext(new DbContextOptionsBuilder<RoomsContext>()
                .UseNpgsql(databases.Connection("migrated", pooling: false)).Options))
                await context.Database.MigrateAsync();
            await databases.RunInAsync("migrated", schema.Sql);
            await databases.RunAsync("DROP DATABASE migrated WITH (FORCE)");
        }
    }

    /// <summary>What a test leaves behind.</summary>
    private static Task WriteAsync(Session session) => session.RunAsync("""
        WITH placed AS (
            INSERT INTO bookings (room_id, guest, starts, ends, status, hold_until)
            VALUES (1, 'Ann', '2030-05-01 09:00Z', '2030-05-01 10:00Z', 'Held', now()) RETURNING id)
        INSERT INTO entries (booking_id, account, amount)
        SELECT id, account, amount FROM placed, (VALUES ('receivable', 119), ('revenue', -100), ('vat', -19))
            AS entry(account, amount)
        """);

    private static async Task<double> TimeAsync(Func<Task> action, bool counted = true)
    {
        var clock = Stopwatch.StartNew();
        await action();
        return counted ? clock.Elapsed.TotalMilliseconds : 0;
    }

    private static double Median(List<double> times) =>
        Math.Round(times.Skip(1).Order().ElementAt((times.Count - 1) / 2), 1);

    private sealed class Copies
    {
        public List<double> Create { get; } = [];

        public List<double> Connect { get; } = [];

        public List<double> Drop { get; } = [];

        public Copy Figures => new(Median(Create), Median(Connect), Median(Drop),
            Median([.. Create.Zip(Connect, Drop).Select(times => times.First + times.Second + times.Third)]));
    }

    /// <summary>Medians in milliseconds: CREATE DATABASE, the first connection, DROP DATABASE.</summary>
    private sealed record Copy(double Create, double Connect, double Drop, double Total);

    private sealed record Costs(int Tables, int Rows, double Megabytes, double Migrations,
        Copy TemplateWalLog, Copy TemplateFileCopy, double Truncation, double Delete, double Rollback);

    /// <summary>The application's six tables, or a hundred: 23 with lookup data, 77 for the tests.</summary>
    private sealed record Schema(int Tables, int Rows, string Sql, Table[] Lookup, string[] Data)
    {
        private static readonly Table[] AppLookup =
            [new Table("__EFMigrationsHistory"), new Table("sites"), new Table("rooms")];

        private static readonly string[] AppData = ["entries", "bookings", "rejections"];

        public static readonly Schema Small = new(6, 7, "SELECT", AppLookup, AppData);

        public static readonly Schema Large = new(100, 10_007,
            """
            DO $$ BEGIN
                FOR n IN 1..94 LOOP
                    EXECUTE format('CREATE TABLE t%s (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                        name text NOT NULL, changed timestamptz NOT NULL DEFAULT now())', n);
                    EXECUTE format('CREATE INDEX ON t%s (name)', n);
                    IF n <= 20 THEN
                        EXECUTE format('INSERT INTO t%s (name) SELECT md5(i::text) FROM generate_series(1, 500) i', n);
                    END IF;
                END LOOP;
            END $$
            """,
            [.. AppLookup, .. Enumerable.Range(1, 20).Select(n => new Table($"t{n}"))],
            [.. AppData, .. Enumerable.Range(21, 74).Select(n => $"t{n}")]);
    }
}
