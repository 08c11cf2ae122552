using Npgsql;

namespace Orders;

/// <summary>Waits for the next commit that adds to the outbox, over a connection of its own.</summary>
public sealed class OutboxListener(NpgsqlDataSource database) : IAsyncDisposable
{
    #region trigger
    public const string Trigger = """
        CREATE FUNCTION outbox_added() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN PERFORM pg_notify(''outbox'', ''''); RETURN NULL; END';
        CREATE TRIGGER outbox_added AFTER INSERT ON outbox
            FOR EACH STATEMENT EXECUTE FUNCTION outbox_added();
        """;
    #endregion

    private NpgsqlConnection? connection;

    #region listen
    /// <summary>Returns on a notification, after the time given, or when it begins to listen.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        try
        {
            if (connection is not null)
            {
                await connection.WaitAsync(atMost, cancellation);
                return;
            }
            connection = await database.OpenConnectionAsync(cancellation);
            await using var listen = new NpgsqlCommand("LISTEN outbox", connection);
            await listen.ExecuteNonQueryAsync(cancellation);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }
    #endregion

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
        connection = null;
    }
}
