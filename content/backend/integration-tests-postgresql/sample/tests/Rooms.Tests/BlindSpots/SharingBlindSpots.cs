using System.Net;
using Npgsql;
using Offprint.Servers;
using Rooms.Tests.Styles;

namespace Rooms.Tests.BlindSpots;

/// <summary>Tests at the same time: in one database, in one class, on one server.</summary>
public sealed class SharingBlindSpots
{
    [Fact]
    public async Task Two_tests_in_one_database_get_each_others_rooms_and_counts()
    {
        await using var database = await CopyAsync();
        await using var first = App.Start(database.Connection, () => ValueTask.CompletedTask);
        await using var second = App.Start(database.Connection, () => ValueTask.CompletedTask);
        await first.PlacedAsync("Ann");

        Assert.Equal(HttpStatusCode.Conflict, (await second.PlaceAsync("Ann")).StatusCode);
        Assert.Single(await second.ReadAsync<Answer[]>(
            await second.Http.GetAsync("bookings?guest=ann"), HttpStatusCode.OK));
    }

    [Fact]
    public async Task Two_transactions_in_one_database_wait_for_each_other()
    {
        await using var database = await CopyAsync();
        await using var first = await Session.OpenAsync(database.Connection);
        await using var second = await Session.OpenAsync(database.Connection);
        await first.RunAsync("BEGIN");
        await first.RunAsync(Insert);
        await second.RunAsync("BEGIN; SET LOCAL lock_timeout = '200ms'");

        var error = await Assert.ThrowsAsync<PostgresException>(() => second.RunAsync(Insert));

        Assert.Equal(PostgresErrorCodes.LockNotAvailable, error.SqlState); // until the first rolls back
    }

    [Fact]
    public async Task A_database_for_each_class_isolates_classes_and_not_their_tests()
    {
        await using TestDatabase classA = await CopyAsync(), classB = await CopyAsync();
        await using var test1 = App.Start(classA.Connection, () => ValueTask.CompletedTask);
        await using var test2 = App.Start(classA.Connection, () => ValueTask.CompletedTask);
        await using var other = App.Start(classB.Connection, () => ValueTask.CompletedTask);
        await test1.PlacedAsync("Ann");

        Assert.Equal(HttpStatusCode.Created, (await other.PlaceAsync("Ann")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await test2.PlaceAsync("Ann")).StatusCode);
    }

    #region pools
    [Fact]
    public async Task Pools_of_finished_tests_use_up_the_connections_of_the_server()
    {
        await using var server = await PostgresServer.StartAsync(
            new Dictionary<string, string> { ["max_connections"] = "20" });
        var databases = await TestDatabases.CreateAsync(server.ConnectionString());

        Assert.Equal(40, await TestsUntilRefusedAsync(40, clear: true));
        Assert.InRange(await TestsUntilRefusedAsync(40, clear: false), 18, 20);

        async Task<int> TestsUntilRefusedAsync(int tests, bool clear)
        {
            for (var n = 0; n < tests; n++)
                try
                {
                    var database = await databases.CopyAsync();
                    await using (await Session.OpenAsync(database.Connection))
                    {
                    }
                    if (clear)
                        await database.DisposeAsync();
                }
                catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.TooManyConnections)
                {
                    return n;
                }
            return tests;
        }
    }
    #endregion

    [Fact]
    public async Task Roles_are_shared_by_all_databases_of_the_server()
    {
        var databases = await Postgres.SharedAsync();
        await using TestDatabase first = await databases.CopyAsync(), second = await databases.CopyAsync();
        await using var one = await Session.OpenAsync(first.Connection);
        await using var two = await Session.OpenAsync(second.Connection);
        await one.RunAsync("CREATE ROLE auditor");
        try
        {
            var error = await Assert.ThrowsAsync<PostgresException>(() => two.RunAsync("CREATE ROLE auditor"));
            Assert.Equal(PostgresErrorCodes.DuplicateObject, error.SqlState);
        }
        finally
        {
            await one.RunAsync("DROP ROLE auditor");
        }
    }

    private const string Insert = """
        INSERT INTO bookings (room_id, guest, starts, ends, status, hold_until)
        VALUES (1, 'Ann', '2030-05-01 09:00Z', '2030-05-01 10:00Z', 'Held', now())
        """;

    private static async Task<TestDatabase> CopyAsync() => await (await Postgres.SharedAsync()).CopyAsync();
}
