namespace Rooms.Tests.Styles;

/// <summary>Each test has a copy of the template database, and drops it.</summary>
public sealed class TemplateStyle : Style
{
    #region start
    public override async Task<App> StartAsync(Bug? bug = null)
    {
        var database = await (await Postgres.SharedAsync()).CopyAsync();
        await database.PlantAsync(bug);
        return App.Start(database.Connection, database.DisposeAsync, bug?.Services);
    }
    #endregion
}
