using System.Net;
using System.Net.Http.Json;
using Npgsql;
using Rooms.Tests.Styles;

namespace Rooms.Tests.Suite;

/// <summary>An exclusion constraint inserts first and looks for conflicts then, so two may wait for each other.</summary>
public sealed class DeadlockTests(TemplateStyle template) : IClassFixture<TemplateStyle>
{
    #region deadlock
    [Fact]
    public async Task Two_bookings_that_wait_for_each_other_end_as_a_taken_room()
    {
        await using var app = await template.StartAsync();
        await using var other = await Session.OpenAsync(app.Connection);
        await using var watch = await Session.OpenAsync(app.Connection);
        // A session looks for a deadlock once, this long after it began to wait: the app's finds it.
        await other.RunAsync("SET deadlock_timeout = '1min'");
        await watch.RunAsync($"ALTER DATABASE {watch.Connection.Database} SET deadlock_timeout = '5s'");
        NpgsqlConnection.ClearPool(watch.Connection);
        await other.RunAsync("BEGIN");
        await other.RunAsync(Insert("09:00Z", "10:00Z"));

        var request = app.Http.PostAsJsonAsync("bookings", new PlaceBooking(1, "Ann", App.At(9), App.At(11)));
        await Until.TrueAsync("the app waits for the first row", TimeSpan.FromSeconds(30), async () =>
            await watch.ReadAsync<long>("""
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                """) == 1);
        await other.RunAsync(Insert("10:00Z", "11:00Z")); // waits for the app
        await other.RunAsync("COMMIT");

        app.Expect(HttpStatusCode.Conflict, await request);
        Assert.Contains(app.Errors, error => error.GetBaseException() is PostgresException
            { SqlState: PostgresErrorCodes.DeadlockDetected }); // what EF Core has logged
        Assert.Equal(1, await watch.ReadAsync<long>("SELECT count(*) FROM rejections"));
    }
    #endregion

    private static string Insert(string from, string until) => $"""
        INSERT INTO bookings (room_id, guest, starts, ends, status, hold_until)
        VALUES (1, 'Ben', '2030-05-01 {from}', '2030-05-01 {until}', 'Held', now())
        """;
}
