using Npgsql;
using Respawn;
using Respawn.Graph;

namespace Rooms.Tests.Styles;

/// <summary>The tests of a class share a database. Before each, Respawn truncates its tables.</summary>
public sealed class TruncationStyle : Style
{
    private TestDatabase database = null!;
    private NpgsqlConnection connection = null!;
    private Respawner respawner = null!;

    #region reset
    public static readonly RespawnerOptions Options = new()
    {
        DbAdapter = DbAdapter.Postgres,
        TablesToIgnore = [new Table("__EFMigrationsHistory"), new Table("sites"), new Table("rooms")],
    };

    public override async Task InitializeAsync()
    {
        database = await (await Postgres.SharedAsync()).CopyAsync();
        connection = new NpgsqlConnection(database.Connection);
        await connection.OpenAsync();
        respawner = await Respawner.CreateAsync(connection, Options); // reads the schema, once
    }

    public override async Task<App> StartAsync(Bug? bug = null)
    {
        await respawner.ResetAsync(connection);
        await database.PlantAsync(bug);
        return App.Start(database.Connection, () => ValueTask.CompletedTask, bug?.Services);
    }
    #endregion

    public override async Task DisposeAsync()
    {
        await connection.DisposeAsync();
        await database.DisposeAsync();
    }
}
