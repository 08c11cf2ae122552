using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rooms.Tests;

/// <summary>
/// Makes "at the same moment" certain: once closed, each request waits between its check for an
/// overlap and its insert until as many as asked for have come that far.
/// </summary>
public sealed class Gate : DbCommandInterceptor, ISaveChangesInterceptor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int missing;

    public void CloseFor(int requests) => missing = requests;

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result,
        CancellationToken cancellationToken = default)
    {
        if (command.CommandText.Contains("-- overlap"))
            await PassAsync(cancellationToken);
        return result;
    }

    /// <summary>For providers without commands.</summary>
    public async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        await PassAsync(cancellationToken);
        return result;
    }

    private async Task PassAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref missing) <= 0)
            return;
        if (Interlocked.Decrement(ref missing) == 0)
            open.TrySetResult();
        try
        {
            await open.Task.WaitAsync(Patience, cancellation);
        }
        catch (TimeoutException)
        {
            // The other request failed before it came here; the test says so.
        }
    }
}
