namespace Rooms;

public enum BookingStatus
{
    Held,
    Confirmed,
    Canceled,
}

public sealed record Site(string Id, string Name);

public sealed class Room
{
    public long Id { get; init; }

    public required string SiteId { get; init; }

    public required string Name { get; init; }

    public decimal HourlyPrice { get; init; }
}

public sealed class Booking
{
    public long Id { get; private set; }

    public required long RoomId { get; init; }

    public required string Guest { get; init; }

    public required DateTime Starts { get; init; }

    public required DateTime Ends { get; init; }

    public BookingStatus Status { get; private set; }

    public required DateTime HoldUntil { get; init; }

    public DateTime CreatedAt { get; private set; }

    public IList<Entry> Entries { get; init; } = [];
}

/// <summary>A line in the ledger. The lines of a booking add up to zero.</summary>
public sealed class Entry
{
    public long Id { get; private set; }

    public required string Account { get; init; }

    public required decimal Amount { get; init; }
}

/// <summary>A request that got no room. Sales wants to know.</summary>
public sealed class Rejection
{
    public long Id { get; private set; }

    public required long RoomId { get; init; }

    public required string Guest { get; init; }

    public required DateTime Starts { get; init; }
}
