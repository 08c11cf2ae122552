using System.Diagnostics;
using Npgsql;
using Offprint.Servers;
using Rooms.Tests.Styles;

namespace Rooms.Tests.BlindSpots;

/// <summary>What a template needs, and what a copy of it lacks.</summary>
public sealed class TemplateBlindSpots(TemplateStyle template) : IClassFixture<TemplateStyle>
{
    [Fact]
    public async Task A_template_with_a_connection_cannot_be_copied()
    {
        await using var server = await PostgresServer.StartAsync();
        var databases = await TestDatabases.CreateAsync(server.ConnectionString());
        await databases.RunAsync("CREATE DATABASE used");
        await using (await Session.OpenAsync(databases.Connection("used")))
        {
        }
        // The connection is closed, that is, idle in the pool.

        var clock = Stopwatch.StartNew();
        var error = await Assert.ThrowsAsync<PostgresException>(() =>
            databases.RunAsync("CREATE DATABASE copy TEMPLATE used"));

        Assert.Equal(PostgresErrorCodes.ObjectInUse, error.SqlState);
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(4.5), $"{clock.Elapsed}"); // it waits for them
        Assert.Equal("source database \"used\" is being accessed by other users", error.MessageText);
        await using (var pooled = new NpgsqlConnection(databases.Connection("used")))
            NpgsqlConnection.ClearPool(pooled);
        await databases.RunAsync("CREATE DATABASE copy TEMPLATE used");
    }

    [Fact]
    public async Task Nobody_can_connect_to_the_template()
    {
        var databases = await Postgres.SharedAsync();

        var error = await Assert.ThrowsAsync<PostgresException>(() =>
            Session.OpenAsync(databases.Connection(databases.Template)));

        Assert.Equal("55000", error.SqlState);
    }

    [Fact]
    public async Task A_copy_has_the_schema_and_the_data_with_either_strategy()
    {
        var databases = await Postgres.SharedAsync();
        foreach (var strategy in (string[])["WAL_LOG", "FILE_COPY"])
        {
            var name = $"by_{strategy.ToLowerInvariant()}";
            await databases.RunAsync(
                $"CREATE DATABASE {name} TEMPLATE {databases.Template} STRATEGY {strategy}");
            await using (var session = await Session.OpenAsync(databases.Connection(name, pooling: false)))
            {
                Assert.Equal(3, await session.ReadAsync<long>("SELECT count(*) FROM rooms"));
                Assert.Equal(1, await session.ReadAsync<long>(
                    "SELECT count(*) FROM pg_constraint WHERE conname = 'bookings_do_not_overlap'"));
            }
            await databases.RunAsync($"DROP DATABASE {name}");
        }
    }

    [Fact]
    public async Task Several_copies_can_be_made_at_the_same_time()
    {
        var databases = await Postgres.SharedAsync();
        await using var watch = await Session.OpenAsync(databases.Connection("postgres", pooling: false));
        long most = 0;

        var copying = Task.WhenAll(Enumerable.Range(0, 12).Select(_ => databases.CopyAsync()));
        while (!copying.IsCompleted)
            most = Math.Max(most, await watch.ReadAsync<long>($"""
                SELECT count(*) FROM pg_stat_activity
                WHERE query LIKE 'CREATE DATABASE%TEMPLATE {databases.Template}'
                    AND state = 'active' AND wait_event_type IS DISTINCT FROM 'Lock'
                """));

        foreach (var copy in await copying)
            await copy.DisposeAsync();
        Assert.True(most >= 2, "one after the other");
    }

    [Fact]
    public async Task Settings_and_grants_of_the_database_are_not_copied()
    {
        await using var server = await PostgresServer.StartAsync();
        var databases = await TestDatabases.CreateAsync(server.ConnectionString());
        await databases.RunAsync("CREATE DATABASE tuned");
        await databases.RunAsync("ALTER DATABASE tuned SET timezone = 'Asia/Tokyo'");
        await databases.RunAsync("REVOKE CONNECT ON DATABASE tuned FROM PUBLIC");

        await databases.RunAsync("CREATE DATABASE copy TEMPLATE tuned");

        Assert.Equal(("Asia/Tokyo", false), await FactsAsync("tuned"));
        Assert.NotEqual("Asia/Tokyo", (await FactsAsync("copy")).TimeZone);
        Assert.True((await FactsAsync("copy")).AnyoneConnects);

        async Task<(string TimeZone, bool AnyoneConnects)> FactsAsync(string database)
        {
            await using var session = await Session.OpenAsync(databases.Connection(database, pooling: false));
            return (await session.ReadAsync<string>("SHOW timezone"),
                await session.ReadAsync<bool>($"SELECT has_database_privilege('public', '{database}', 'CONNECT')"));
        }
    }

    #region ids
    [Fact]
    public async Task In_a_fresh_copy_a_join_of_the_wrong_ids_finds_its_row()
    {
        const string wrong = "SELECT count(*) FROM bookings JOIN rooms ON rooms.id = bookings.id";
        await using var app = await template.StartAsync();
        await app.PlacedAsync("Ann");
        await using var databaseOfApp = await Session.OpenAsync(app.Connection);
        Assert.Equal(1, await databaseOfApp.ReadAsync<long>(wrong)); // booking 1, room 1

        await databaseOfApp.RunAsync("ALTER SEQUENCE bookings_id_seq RESTART 1001");
        await app.PlacedAsync("Ann", hour: 11);
        Assert.Equal(1, await databaseOfApp.ReadAsync<long>(wrong)); // booking 1001: not found
    }
    #endregion
}
