using Npgsql;

namespace Rooms.Tests;

/// <summary>Where the server comes from.</summary>
public sealed class ServerTests
{
    [Fact]
    public async Task A_server_that_the_environment_names_is_used()
    {
        Assert.Equal("Host=db;Username=ci", await Postgres.FindAsync(
            name => name == "TEST_POSTGRES" ? "Host=db;Username=ci" : null));
    }

    [Fact]
    public async Task Without_one_a_server_is_started_from_the_installed_programs()
    {
        var connection = await Postgres.FindAsync(_ => null);

        await using var session = await Session.OpenAsync(connection);
        Assert.Equal("127.0.0.1", session.Connection.Host);
        Assert.NotEqual(5432, session.Connection.Port);
        NpgsqlConnection.ClearPool(session.Connection);
    }
}
