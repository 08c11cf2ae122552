using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Offprint.Servers;
using Rooms.Tests.Styles;

namespace Rooms.Tests.BlindSpots;

/// <summary>Rows that PostgreSQL refuses and a substitute takes.</summary>
public sealed class DoubleBlindSpots
{
    [Fact]
    public async Task The_substitutes_take_rows_that_PostgreSQL_refuses()
    {
        var inMemory = await TakenAsync<InMemoryStyle>();
        var sqlite = await TakenAsync<SqliteStyle>();
        var postgres = await TakenAsync<TemplateStyle>();

        Results.Write("substitutes.json", new { InMemory = inMemory, Sqlite = sqlite, Postgres = postgres });
        Assert.Equal(["taken", "taken", "taken", "taken"], inMemory.Values);
        Assert.Equal(["taken", "taken", "taken", "refused"], sqlite.Values);
        Assert.Equal(["refused", "refused", "refused", "refused"], postgres.Values);
    }

    [Fact]
    public async Task The_in_memory_provider_has_neither_transactions_nor_ExecuteUpdate()
    {
        await using var app = await new InMemoryStyle().StartAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RoomsContext>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => context.Database.BeginTransactionAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            scope.ServiceProvider.GetRequiredService<Desk>().ReleaseExpiredAsync(default));
    }

    private static async Task<Dictionary<string, string>> TakenAsync<TStyle>() where TStyle : Style, new()
    {
        await using var app = await new TStyle().StartAsync();
        await app.PlacedAsync("Ann");
        return new()
        {
            ["overlap"] = await TryAsync(app, Booking("Ben", hour: 9)),
            ["longName"] = await TryAsync(app, Booking(new string('x', 200), hour: 11)),
            ["localTime"] = await TryAsync(app, Booking("Cem", hour: 13, kind: DateTimeKind.Local)),
            ["noSuchRoom"] = await TryAsync(app, Booking("Dag", hour: 15, room: 99)),
        };
    }

    private static Booking Booking(
        string guest, int hour, long room = 1, DateTimeKind kind = DateTimeKind.Utc) => new()
    {
        RoomId = room, Guest = guest, HoldUntil = DateTime.UtcNow,
        Starts = new DateTime(2030, 5, 1, hour, 0, 0, kind),
        Ends = new DateTime(2030, 5, 1, hour + 1, 0, 0, kind),
    };

    private static async Task<string> TryAsync(App app, Booking booking)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RoomsContext>();
        context.Add(booking);
        return await Record.ExceptionAsync(() => context.SaveChangesAsync()) is null ? "taken" : "refused";
    }
}
