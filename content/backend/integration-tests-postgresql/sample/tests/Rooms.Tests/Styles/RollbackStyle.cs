using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Rooms.Tests.Styles;

/// <summary>The tests of a class share a database. Each runs in a transaction that is rolled back.</summary>
public sealed class RollbackStyle : Style
{
    public TestDatabase Database { get; private set; } = null!;

    public NpgsqlConnection Connection { get; private set; } = null!;

    public override async Task InitializeAsync() =>
        Database = await (await Postgres.SharedAsync()).CopyAsync();

    #region rollback
    public override async Task<App> StartAsync(Bug? bug = null)
    {
        await Database.PlantAsync(bug);
        var connection = Connection = new NpgsqlConnection(Database.Connection);
        await connection.OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        return App.Start(Database.Connection, RollBackAsync, bug?.Services, ShareTransaction);

        void ShareTransaction(IServiceCollection services) => services.AddScoped(provider =>
        {
            var options = new DbContextOptionsBuilder<RoomsContext>(
                provider.GetRequiredService<DbContextOptions<RoomsContext>>()).UseNpgsql(connection);
            var context = new RoomsContext(options.Options);
            context.Database.UseTransaction(transaction);
            return context;
        });

        async ValueTask RollBackAsync()
        {
            await transaction.RollbackAsync();
            await connection.DisposeAsync();
        }
    }
    #endregion

    public override async Task DisposeAsync() => await Database.DisposeAsync();
}
