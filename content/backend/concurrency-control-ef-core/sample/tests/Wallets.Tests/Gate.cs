using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Wallets.Tests;

/// <summary>The first saves wait until so many have arrived, so all have read the same.</summary>
public sealed class Gate(int count) : SaveChangesInterceptor
{
    private readonly TaskCompletionSource opened =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int arrived;

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData data, InterceptionResult<int> result,
        CancellationToken cancellation = default)
    {
        if (Interlocked.Increment(ref arrived) == count)
            opened.SetResult();
        await opened.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellation);
        return result;
    }
}

public static class Failures
{
    /// <summary>The SQLSTATE inside, however EF Core has wrapped it.</summary>
    public static string? SqlState(this Exception? e) =>
        e is null ? null : e is PostgresException postgres ? postgres.SqlState : e.InnerException.SqlState();
}

public static class Together
{
    /// <summary>Pays from wallet 1 with so many clients at the same time.</summary>
    public static Task<Receipt[]> PayAsync(this IPayments payments, int clients, decimal amount) =>
        Task.WhenAll(Enumerable.Range(0, clients)
            .Select(_ => payments.PayAsync(Guid.CreateVersion7(), wallet: 1, amount)));
}
