using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rooms.Tests.Styles;

namespace Rooms.Tests.BlindSpots;

/// <summary>What a test in a transaction that is rolled back cannot see.</summary>
public sealed class RollbackBlindSpots(RollbackStyle rollback, TemplateStyle template)
    : IClassFixture<RollbackStyle>, IClassFixture<TemplateStyle>
{
    private static readonly Bug Cent = Bug.All.Single(bug => bug.Name == "deferred");

    [Fact]
    public async Task Code_that_begins_a_transaction_of_its_own_throws()
    {
        await using var app = await rollback.StartAsync();
        var booking = await app.PlacedAsync("Ann");

        using var response = await app.Http.PostAsync($"bookings/{booking.Id}/confirm", null);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        var error = Assert.Single(app.Errors);
        Assert.IsType<InvalidOperationException>(error);
        Assert.Equal("The connection is already in a transaction and cannot participate in another "
            + "transaction.", error.Message);
    }

    [Fact]
    public async Task What_the_code_commits_on_its_own_connection_stays()
    {
        await using (var app = await rollback.StartAsync())
        {
            await app.PlacedAsync("Ann");
            Assert.Equal(HttpStatusCode.Conflict, (await app.PlaceAsync("Own")).StatusCode);
        }

        Assert.Equal(1, await CountAsync("rejections WHERE guest = 'Own'"));
    }

    [Fact]
    public async Task A_COMMIT_in_the_code_ends_the_transaction_of_the_test()
    {
        await using var session = await Session.OpenAsync(rollback.Database.Connection);
        await session.RunAsync("BEGIN");
        await session.RunAsync("INSERT INTO rejections (room_id, guest, starts) VALUES (1, 'Raw', now())");

        await session.RunAsync("COMMIT"); // what a migration, a script or a procedure may do
        await session.RunAsync("ROLLBACK");

        Assert.Equal(1, await CountAsync("rejections WHERE guest = 'Raw'"));
    }

    [Fact]
    public async Task A_deferred_constraint_fails_at_a_commit_that_never_comes()
    {
        await using (var rolledBack = await rollback.StartAsync(Cent))
            Assert.Equal(HttpStatusCode.Created, (await rolledBack.PlaceAsync("Ann")).StatusCode);

        await using var committed = await template.StartAsync(Cent);
        Assert.Equal(HttpStatusCode.InternalServerError, (await committed.PlaceAsync("Ann")).StatusCode);
        var error = Assert.IsType<PostgresException>(committed.Errors.First().GetBaseException());
        Assert.Equal(PostgresErrorCodes.CheckViolation, error.SqlState);
    }

    #region immediate
    [Fact]
    public async Task SET_CONSTRAINTS_checks_it_before_the_rollback()
    {
        await using var app = await rollback.StartAsync(Cent);
        await app.PlacedAsync("Ann");

        await using var check = new NpgsqlCommand("SET CONSTRAINTS ALL IMMEDIATE", rollback.Connection);
        var error = await Assert.ThrowsAsync<PostgresException>(() => check.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.CheckViolation, error.SqlState);
    }
    #endregion

    [Fact]
    public async Task A_sequence_goes_on_after_a_rollback()
    {
        long first, second;
        await using (var app = await rollback.StartAsync())
            first = (await app.PlacedAsync("Ann")).Id;
        await using (var app = await rollback.StartAsync())
            second = (await app.PlacedAsync("Ann")).Id;

        Assert.True(second > first, $"{first}, then {second}");
    }

    [Fact]
    public async Task A_notification_is_delivered_after_a_commit_only()
    {
        await using var listener = await Session.OpenAsync(rollback.Database.Connection);
        await listener.RunAsync("LISTEN blind");
        var heard = new List<string>();
        listener.Connection.Notification += (_, notification) => heard.Add(notification.Payload);
        await using var sender = await Session.OpenAsync(rollback.Database.Connection);

        await sender.RunAsync("BEGIN; NOTIFY blind, 'rolled back'; ROLLBACK");
        await sender.RunAsync("BEGIN; NOTIFY blind, 'committed'; COMMIT");

        Assert.True(await listener.Connection.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(["committed"], heard);
    }

    [Fact]
    public async Task Time_stands_still_in_the_transaction()
    {
        await using (var app = await rollback.StartAsync())
            Assert.Equal(TimeSpan.Zero, await BetweenTwoBookingsAsync(app));

        await using (var app = await template.StartAsync())
            Assert.InRange(await BetweenTwoBookingsAsync(app), TimeSpan.FromMilliseconds(100), TimeSpan.MaxValue);

        static async Task<TimeSpan> BetweenTwoBookingsAsync(App app)
        {
            await app.PlacedAsync("Ann", hour: 9);
            await Task.Delay(120);
            await app.PlacedAsync("Ann", hour: 11);
            await using var scope = app.Services.CreateAsyncScope();
            var created = await scope.ServiceProvider.GetRequiredService<RoomsContext>().Bookings
                .OrderBy(b => b.Id).Select(b => b.CreatedAt).ToListAsync();
            return created[1] - created[0];
        }
    }

    [Fact]
    public async Task Even_UtcNow_in_a_query_is_the_time_of_the_transactions_start()
    {
        await using var app = await rollback.StartAsync();
        await app.PlacedAsync("Ann", hold: TimeSpan.FromMilliseconds(100));
        await Task.Delay(200);
        await using var scope = app.Services.CreateAsyncScope();

        Assert.Contains("hold_until < now()", scope.ServiceProvider.GetRequiredService<RoomsContext>()
            .Bookings.Where(b => b.HoldUntil < DateTime.UtcNow).ToQueryString());
        Assert.Equal(0, await scope.ServiceProvider.GetRequiredService<Desk>().ReleaseExpiredAsync(default));
    }

    [Fact]
    public async Task A_second_connection_does_not_see_the_rows_of_the_test()
    {
        await using var app = await rollback.StartAsync();
        await app.PlacedAsync("Second");

        Assert.Equal(0, await CountAsync("bookings WHERE guest = 'Second'"));
    }

    [Fact]
    public async Task Two_requests_at_a_time_collide_on_the_one_connection()
    {
        await using var app = await rollback.StartAsync();
        app.Gate.CloseFor(requests: 2);

        var answers = await Task.WhenAll(app.PlaceAsync("Ann", hour: 9), app.PlaceAsync("Ben", hour: 11));

        Assert.Contains(HttpStatusCode.InternalServerError, answers.Select(answer => answer.StatusCode));
        Assert.Contains(app.Errors, error => error.GetBaseException() is NpgsqlOperationInProgressException);
    }

    [Fact]
    public async Task After_an_error_only_a_savepoint_saves_the_test()
    {
        await using var app = await rollback.StartAsync();
        await app.PlacedAsync("Ann");

        // SaveChanges sets a savepoint, so the overlap leaves the transaction alive ...
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var context = scope.ServiceProvider.GetRequiredService<RoomsContext>();
            var now = App.At(9).UtcDateTime;
            context.Add(new Booking
                { RoomId = 1, Guest = "Ben", Starts = now, Ends = now.AddHours(1), HoldUntil = now });
            await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());
            Assert.Equal(1, await context.Bookings.CountAsync());
        }

        // ... and the same error in SQL by hand does not.
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var context = scope.ServiceProvider.GetRequiredService<RoomsContext>();
            await Assert.ThrowsAsync<PostgresException>(() => context.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO bookings (room_id, guest, starts, ends, status, hold_until)
                SELECT room_id, guest, starts, ends, status, hold_until FROM bookings
                """));
            var error = await Assert.ThrowsAsync<PostgresException>(() => context.Bookings.CountAsync());
            Assert.Equal(PostgresErrorCodes.InFailedSqlTransaction, error.SqlState);
        }
    }

    private async Task<long> CountAsync(string rows)
    {
        await using var session = await Session.OpenAsync(rollback.Database.Connection);
        return await session.ReadAsync<long>($"SELECT count(*) FROM {rows}");
    }
}
