using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Rooms.Tests.Styles;

/// <summary>EF Core's in-memory provider in place of PostgreSQL.</summary>
public sealed class InMemoryStyle : Style
{
    public override async Task<App> StartAsync(Bug? bug = null)
    {
        var name = $"{Guid.NewGuid()}";
        return await Doubles.StartAsync(
            options => options.UseInMemoryDatabase(name), () => ValueTask.CompletedTask, bug);
    }
}

/// <summary>SQLite in memory in place of PostgreSQL, with a connection for each context.</summary>
public sealed class SqliteStyle : Style
{
    public override async Task<App> StartAsync(Bug? bug = null)
    {
        var connection = $"Data Source={Guid.NewGuid()};Mode=Memory;Cache=Shared";
        var keeper = new SqliteConnection(connection); // the database lives as long as one is open
        await keeper.OpenAsync();
        return await Doubles.StartAsync(options => options.UseSqlite(connection), keeper.DisposeAsync, bug);
    }
}

internal static class Doubles
{
    public static async Task<App> StartAsync(
        Action<DbContextOptionsBuilder> provider, Func<ValueTask> ending, Bug? bug)
    {
        var app = App.Start("", ending, bug?.Services, services =>
        {
            services.RemoveAll<IDbContextOptionsConfiguration<RoomsContext>>();
            services.ConfigureDbContext<RoomsContext>(provider);
        });
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RoomsContext>().Database.EnsureCreatedAsync();
        return app;
    }
}
