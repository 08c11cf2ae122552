using Microsoft.EntityFrameworkCore;

namespace Rooms;

/// <summary>Writes on a connection of its own: a rejection stays, whatever the caller rolls back.</summary>
public sealed class RejectionLog(IDbContextFactory<RoomsContext> contexts)
{
    public async Task AddAsync(long room, string guest, DateTime starts, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        context.Add(new Rejection { RoomId = room, Guest = guest, Starts = starts });
        await context.SaveChangesAsync(cancellation);
    }
}
