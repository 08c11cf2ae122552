using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rooms.Tests.Suite;

namespace Rooms.Tests;

/// <summary>A mistake in the application, and the test of the suite that ought to fail.</summary>
/// <param name="Services">Replaces a class of the application by one with the mistake.</param>
/// <param name="Sql">For a mistake in the schema.</param>
public sealed record Bug(
    string Name, Func<App, Task> Scenario, Action<IServiceCollection>? Services = null, string? Sql = null)
{
    public static readonly Bug[] All =
    [
        new("adjacent", Scenarios.AdjacentAsync, Desk<AdjacentIsOverlap>()),
        new("offset", Scenarios.OffsetAsync, Desk<OffsetDropped>()),
        new("case", Scenarios.SearchAsync, Catalog<LikeIsCaseSensitive>()),
        new("translation", Scenarios.FreeRoomsAsync, Catalog<MethodWithoutSql>()),
        new("deferred", Scenarios.PriceAsync, Desk<CentTooMuch>()),
        new("commit", Scenarios.ConfirmedAsync, Desk<NeverCommitted>()),
        new("race", Scenarios.SameMomentAsync,
            Sql: "ALTER TABLE bookings DROP CONSTRAINT bookings_do_not_overlap"),
        new("notify", Scenarios.DoorAsync, Desk<OtherChannel>()),
        new("clock", Scenarios.ExpiredHoldAsync, Desk<ReleasesTheWrongHolds>()),
    ];

    private static Action<IServiceCollection> Desk<T>() where T : Desk =>
        services => services.AddScoped<Desk, T>();

    private static Action<IServiceCollection> Catalog<T>() where T : Catalog =>
        services => services.AddScoped<Catalog, T>();
}

public static class Planting
{
    public static async Task PlantAsync(this TestDatabase database, Bug? bug)
    {
        if (bug?.Sql is not { } sql)
            return;
        await using var session = await Session.OpenAsync(database.Connection);
        await session.RunAsync(sql);
    }
}

#region bugs
/// <summary>An ordinary mistake, for comparison: &lt;= in place of &lt;.</summary>
internal sealed class AdjacentIsOverlap(RoomsContext context, RejectionLog log) : Desk(context, log)
{
    protected override IQueryable<Booking> Overlapping(long room, DateTime from, DateTime until) =>
        Context.Bookings.Where(b => b.RoomId == room && b.Status != BookingStatus.Canceled
            && b.Starts <= until && b.Ends >= from);
}

/// <summary>DateTime in place of UtcDateTime.</summary>
internal sealed class OffsetDropped(RoomsContext context, RejectionLog log) : Desk(context, log)
{
    protected override DateTime Moment(DateTimeOffset time) => time.DateTime;
}

/// <summary>LIKE in place of ILIKE.</summary>
internal sealed class LikeIsCaseSensitive(RoomsContext context) : Catalog(context)
{
    public override IQueryable<Booking> OfGuest(string start) =>
        Context.Bookings.Where(b => EF.Functions.Like(b.Guest, start + "%"));
}

/// <summary>A method of C# in a query.</summary>
internal sealed class MethodWithoutSql(RoomsContext context) : Catalog(context)
{
    public override IQueryable<Room> FreeRooms(DateTime from, DateTime until) =>
        Context.Rooms
            .Where(room => !Context.Bookings.Any(b => b.RoomId == room.Id
                && b.Status != BookingStatus.Canceled && Overlap(b.Starts, b.Ends, from, until)))
            .OrderBy(room => room.Id);

    private static bool Overlap(DateTime starts, DateTime ends, DateTime from, DateTime until) =>
        starts < until && ends > from;
}

/// <summary>VAT of the rounded net price: a cent too much, and the entries don't add up.</summary>
internal sealed class CentTooMuch(RoomsContext context, RejectionLog log) : Desk(context, log)
{
    protected override IList<Entry> Charge(decimal price)
    {
        var net = Math.Round(price / 1.19m, 2);
        return
        [
            new() { Account = "receivable", Amount = Math.Round(price, 2) },
            new() { Account = "revenue", Amount = -net },
            new() { Account = "vat", Amount = -Math.Round(net * 0.19m, 2) },
        ];
    }
}

/// <summary>A transaction without its commit.</summary>
internal sealed class NeverCommitted(RoomsContext context, RejectionLog log) : Desk(context, log)
{
    public override async Task<bool> ConfirmAsync(long id, CancellationToken cancellation)
    {
        await using var transaction = await Context.Database.BeginTransactionAsync(cancellation);
        var changed = await Context.Bookings
            .Where(b => b.Id == id && b.Status == BookingStatus.Held && b.HoldUntil > DateTime.UtcNow)
            .ExecuteUpdateAsync(set => set.SetProperty(b => b.Status, BookingStatus.Confirmed), cancellation);
        return changed > 0;
    }
}

/// <summary>Notifies a channel to which nobody listens.</summary>
internal sealed class OtherChannel(RoomsContext context, RejectionLog log) : Desk(context, log)
{
    protected override string NotifiedChannel => "booking";
}

/// <summary>&gt; in place of &lt;.</summary>
internal sealed class ReleasesTheWrongHolds(RoomsContext context, RejectionLog log) : Desk(context, log)
{
    public override Task<int> ReleaseExpiredAsync(CancellationToken cancellation) =>
        Context.Bookings
            .Where(b => b.Status == BookingStatus.Held && b.HoldUntil > DateTime.UtcNow)
            .ExecuteUpdateAsync(set => set.SetProperty(b => b.Status, BookingStatus.Canceled), cancellation);
}
#endregion
