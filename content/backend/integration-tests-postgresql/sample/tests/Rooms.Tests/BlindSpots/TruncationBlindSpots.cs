using Npgsql;
using Respawn;
using Respawn.Graph;
using Rooms.Tests.Styles;

namespace Rooms.Tests.BlindSpots;

/// <summary>What truncation takes away, and what it leaves.</summary>
public sealed class TruncationBlindSpots
{
    [Fact]
    public async Task Respawn_truncates_all_tables_in_one_statement_with_CASCADE()
    {
        await using var database = await CopyAsync();
        await using var session = await Session.OpenAsync(database.Connection);

        var respawner = await Respawner.CreateAsync(session.Connection, TruncationStyle.Options);

        Assert.StartsWith("truncate table ", respawner.DeleteSql);
        Assert.Contains(" cascade;", respawner.DeleteSql);
        Assert.DoesNotContain("delete from", respawner.DeleteSql, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Lookup_data_is_deleted_unless_its_tables_are_ignored()
    {
        Assert.Equal((0, 0), await LookupAfterResetAsync("__EFMigrationsHistory"));
        Assert.Equal((2, 3), await LookupAfterResetAsync("__EFMigrationsHistory", "sites", "rooms"));
    }

    #region cascade
    [Fact]
    public async Task An_ignored_table_is_emptied_too_if_it_references_one_that_is_not()
    {
        Assert.Equal((0, 0), await LookupAfterResetAsync("__EFMigrationsHistory", "rooms"));
    }
    #endregion

    [Fact]
    public async Task A_lookup_row_that_a_test_changed_stays_changed()
    {
        await using var database = await CopyAsync();
        await using var session = await Session.OpenAsync(database.Connection);
        var respawner = await Respawner.CreateAsync(session.Connection, TruncationStyle.Options);
        await session.RunAsync("UPDATE rooms SET hourly_price = 1 WHERE id = 2");

        await respawner.ResetAsync(session.Connection);

        Assert.Equal(1, await session.ReadAsync<decimal>("SELECT hourly_price FROM rooms WHERE id = 2"));
    }

    [Fact]
    public async Task A_sequence_goes_on_after_a_reset_unless_it_is_reseeded()
    {
        Assert.Equal(2, await SecondIdAsync(reseed: false));
        Assert.Equal(1, await SecondIdAsync(reseed: true));

        static async Task<long> SecondIdAsync(bool reseed)
        {
            await using var database = await CopyAsync();
            await using var session = await Session.OpenAsync(database.Connection);
            var respawner = await Respawner.CreateAsync(session.Connection, new RespawnerOptions
            {
                DbAdapter = DbAdapter.Postgres,
                TablesToIgnore = TruncationStyle.Options.TablesToIgnore,
                WithReseed = reseed,
            });
            const string insert =
                "INSERT INTO rejections (room_id, guest, starts) VALUES (1, 'Ann', now()) RETURNING id";
            await session.ReadAsync<long>(insert);
            await respawner.ResetAsync(session.Connection);
            return await session.ReadAsync<long>(insert);
        }
    }

    [Fact]
    public async Task A_reset_waits_for_every_transaction_that_is_still_open()
    {
        await using var database = await CopyAsync();
        await using var reader = await Session.OpenAsync(database.Connection);
        await reader.RunAsync("BEGIN; SELECT count(*) FROM bookings"); // a job, or a forgotten dispose
        await using var session = await Session.OpenAsync(database.Connection);
        var respawner = await Respawner.CreateAsync(session.Connection, TruncationStyle.Options);
        await session.RunAsync("SET lock_timeout = '200ms'");

        var error = await Assert.ThrowsAsync<PostgresException>(() => respawner.ResetAsync(session.Connection));

        Assert.Equal(PostgresErrorCodes.LockNotAvailable, error.SqlState);

        // Without it, the timeout of the command is all that ends the wait.
        await session.RunAsync("SET lock_timeout = 0");
        var patient = await Respawner.CreateAsync(session.Connection, new RespawnerOptions
        {
            DbAdapter = DbAdapter.Postgres, CommandTimeout = 1,
        });
        var timeout = await Assert.ThrowsAsync<NpgsqlException>(() => patient.ResetAsync(session.Connection));
        Assert.IsType<TimeoutException>(timeout.InnerException);
        Assert.Equal(30, new NpgsqlCommand().CommandTimeout); // and this is the default

        await reader.RunAsync("ROLLBACK");
        await respawner.ResetAsync(session.Connection);
    }

    [Fact]
    public async Task A_table_created_after_the_respawner_is_not_reset()
    {
        await using var database = await CopyAsync();
        await using var session = await Session.OpenAsync(database.Connection);
        var respawner = await Respawner.CreateAsync(session.Connection, TruncationStyle.Options);
        await session.RunAsync("CREATE TABLE late AS SELECT 1 AS id");

        await respawner.ResetAsync(session.Connection);

        Assert.Equal(1, await session.ReadAsync<long>("SELECT count(*) FROM late"));
    }

    [Fact]
    public async Task The_reset_of_one_test_deletes_the_rows_of_another()
    {
        var style = new TruncationStyle();
        await style.InitializeAsync();
        try
        {
            await using var first = await style.StartAsync();
            var booking = await first.PlacedAsync("Ann");

            await using var second = await style.StartAsync(); // as a class in parallel would

            using var response = await first.Http.GetAsync($"bookings/{booking.Id}");
            Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
        }
        finally
        {
            await style.DisposeAsync();
        }
    }

    /// <summary>The rows of sites and rooms that a reset leaves.</summary>
    private static async Task<(long Sites, long Rooms)> LookupAfterResetAsync(params string[] ignored)
    {
        await using var database = await CopyAsync();
        await using var session = await Session.OpenAsync(database.Connection);
        var respawner = await Respawner.CreateAsync(session.Connection, new RespawnerOptions
        {
            DbAdapter = DbAdapter.Postgres,
            TablesToIgnore = [.. ignored.Select(name => new Table(name))],
        });
        await respawner.ResetAsync(session.Connection);
        return (await session.ReadAsync<long>("SELECT count(*) FROM sites"),
            await session.ReadAsync<long>("SELECT count(*) FROM rooms"));
    }

    private static async Task<TestDatabase> CopyAsync() => await (await Postgres.SharedAsync()).CopyAsync();
}
