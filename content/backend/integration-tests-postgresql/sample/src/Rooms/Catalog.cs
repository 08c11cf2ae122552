using Microsoft.EntityFrameworkCore;

namespace Rooms;

/// <summary>What the API reads. Virtual for the same reason as <see cref="Desk"/>.</summary>
public class Catalog(RoomsContext context)
{
    protected RoomsContext Context => context;

    public virtual IQueryable<Room> FreeRooms(DateTime from, DateTime until) =>
        context.Rooms
            .Where(room => !context.Bookings.Any(b => b.RoomId == room.Id
                && b.Status != BookingStatus.Canceled && b.Starts < until && b.Ends > from))
            .OrderBy(room => room.Id);

    /// <summary>Bookings of guests whose name begins like this, in any case, newest first.</summary>
    public virtual IQueryable<Booking> OfGuest(string start) =>
        context.Bookings.Where(b => b.Guest.ToLower().StartsWith(start.ToLower()))
            .OrderByDescending(b => b.CreatedAt);
}
