using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Rooms;

/// <summary>
/// The displays at the doors: who has the room next. It listens on a connection of its own and
/// reads a room again when a booking of it was confirmed.
/// </summary>
public sealed class Door(IDbContextFactory<RoomsContext> contexts, IConfiguration settings, ILogger<Door> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<long, string> shown = new();
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first notification can arrive.</summary>
    public Task Listening => listening.Task;

    public string? Of(long room) => shown.GetValueOrDefault(room);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
            try
            {
                await ListenAsync(stopping);
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException
                && !stopping.IsCancellationRequested)
            {
                logger.LogWarning(e, "The doors are not told about bookings; trying again in {Pause}", Pause);
                await Task.Delay(Pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
            }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        await using var connection = new NpgsqlConnection(settings.GetConnectionString("Rooms"));
        var changed = new ConcurrentQueue<long>();
        connection.Notification += (_, notification) => changed.Enqueue(long.Parse(notification.Payload));
        await connection.OpenAsync(stopping);
        await using (var listen = new NpgsqlCommand($"LISTEN {Desk.Channel}", connection))
            await listen.ExecuteNonQueryAsync(stopping);
        await ShowAllAsync(stopping); // what was confirmed while nobody listened
        listening.TrySetResult();
        while (true)
        {
            await connection.WaitAsync(stopping);
            while (changed.TryDequeue(out var room))
                await ShowAsync(room, stopping);
        }
    }

    private async Task ShowAllAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        foreach (var room in await context.Rooms.Select(room => room.Id).ToListAsync(cancellation))
            await ShowAsync(room, cancellation);
    }

    private async Task ShowAsync(long room, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var next = await context.Bookings
            .Where(b => b.RoomId == room && b.Status == BookingStatus.Confirmed && b.Ends > DateTime.UtcNow)
            .OrderBy(b => b.Starts)
            .Select(b => b.Guest)
            .FirstOrDefaultAsync(cancellation);
        if (next is null)
            shown.TryRemove(room, out _);
        else
            shown[room] = next;
    }
}
