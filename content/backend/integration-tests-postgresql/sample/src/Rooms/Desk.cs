using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Rooms;

/// <param name="Hold">How long the room is held until the guest confirms; at most ten minutes.</param>
public sealed record PlaceBooking(
    long Room, string Guest, DateTimeOffset From, DateTimeOffset Until, TimeSpan? Hold = null);

/// <summary>
/// Takes, confirms and releases bookings. Its steps are virtual so that the tests can plant a bug
/// in one of them.
/// </summary>
public class Desk(RoomsContext context, RejectionLog rejections)
{
    public const string Channel = "bookings";
    public static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(10);

    protected RoomsContext Context => context;

    #region place
    /// <summary>The booking, or null if somebody else has the room.</summary>
    public async Task<Booking?> PlaceAsync(
        Room room, PlaceBooking request, CancellationToken cancellation)
    {
        var (from, until) = (Moment(request.From), Moment(request.Until));
        if (!await Overlapping(room.Id, from, until).TagWith("overlap").AnyAsync(cancellation))
        {
            var booking = new Booking
            {
                RoomId = room.Id, Guest = request.Guest, Starts = from, Ends = until,
                HoldUntil = DateTime.UtcNow + (request.Hold ?? LongestHold),
                Entries = Charge(room.HourlyPrice * (decimal)(until - from).TotalHours),
            };
            context.Add(booking);
            try
            {
                await context.SaveChangesAsync(cancellation);
                return booking;
            }
            catch (Exception e) when (e.GetBaseException() is PostgresException
                { SqlState: PostgresErrorCodes.ExclusionViolation or PostgresErrorCodes.DeadlockDetected })
            {
                // Another request took the room after the check. If both inserted before either
                // looked for a conflict, they waited for each other, and this one was ended; EF Core
                // wraps that once more, as a failure worth a retry.
            }
        }
        await rejections.AddAsync(room.Id, request.Guest, from, cancellation);
        return null;
    }
    #endregion

    #region confirm
    /// <summary>False if there is no such hold, or not any more.</summary>
    public virtual async Task<bool> ConfirmAsync(long id, CancellationToken cancellation)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        var changed = await context.Bookings
            .Where(b => b.Id == id && b.Status == BookingStatus.Held && b.HoldUntil > DateTime.UtcNow)
            .ExecuteUpdateAsync(set => set.SetProperty(b => b.Status, BookingStatus.Confirmed), cancellation);
        if (changed == 0)
            return false;
        await context.Database.ExecuteSqlAsync(
            $"SELECT pg_notify({NotifiedChannel}, room_id::text) FROM bookings WHERE id = {id}", cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
    #endregion

    #region release
    /// <summary>Cancels the holds that nobody confirmed in time.</summary>
    public virtual Task<int> ReleaseExpiredAsync(CancellationToken cancellation) =>
        context.Bookings
            .Where(b => b.Status == BookingStatus.Held && b.HoldUntil < DateTime.UtcNow)
            .ExecuteUpdateAsync(set => set.SetProperty(b => b.Status, BookingStatus.Canceled), cancellation);
    #endregion

    protected virtual string NotifiedChannel => Channel;

    protected virtual DateTime Moment(DateTimeOffset time) => time.UtcDateTime;

    protected virtual IQueryable<Booking> Overlapping(long room, DateTime from, DateTime until) =>
        context.Bookings.Where(b => b.RoomId == room && b.Status != BookingStatus.Canceled
            && b.Starts < until && b.Ends > from);

    /// <summary>The gross price, of which 19% are VAT.</summary>
    protected virtual IList<Entry> Charge(decimal price)
    {
        var gross = Math.Round(price, 2);
        var net = Math.Round(price / 1.19m, 2);
        return
        [
            new() { Account = "receivable", Amount = gross },
            new() { Account = "revenue", Amount = -net },
            new() { Account = "vat", Amount = net - gross },
        ];
    }
}
