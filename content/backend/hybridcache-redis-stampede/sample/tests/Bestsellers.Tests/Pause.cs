using Npgsql;

namespace Bestsellers.Tests;

/// <summary>
/// Holds the bestseller query once it has its snapshot, so that it ends with what was committed before.
/// A view that calls a function takes the place of the table; the query stays as it is.
/// </summary>
public sealed class Pause : IAsyncDisposable
{
    private readonly Database database;
    private readonly NpgsqlConnection connection;

    private Pause(Database database, NpgsqlConnection connection)
    {
        this.database = database;
        this.connection = connection;
    }

    public static async Task<Pause> CreateAsync(Database database)
    {
        await database.RunAsync("""
            ALTER TABLE order_line RENAME TO order_line_stored;
            CREATE FUNCTION paused() RETURNS boolean LANGUAGE plpgsql VOLATILE AS
                $$ BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN true; END $$;
            CREATE VIEW order_line AS
                SELECT l.* FROM order_line_stored l, (SELECT paused() AS go OFFSET 0) p WHERE p.go;
            """);
        var connection = await database.Source.OpenConnectionAsync();
        await using var close = new NpgsqlCommand("SELECT pg_advisory_lock(1)", connection);
        await close.ExecuteNonQueryAsync();
        return new(database, connection);
    }

    public Task ReachedAsync() => Until.TrueAsync("the query is paused", async () => await database.ReadAsync<long>("""
        SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
        WHERE d.datname = current_database() AND locktype = 'advisory' AND NOT granted
        """) > 0);

    public async Task OpenAsync()
    {
        await using var open = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection);
        await open.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await OpenAsync();
        await connection.DisposeAsync();
    }
}
