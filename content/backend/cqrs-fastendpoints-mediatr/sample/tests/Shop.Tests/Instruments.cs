using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Shop.Tests;

/// <summary>Counts transactions, and times their commits.</summary>
public sealed class TransactionCount : DbTransactionInterceptor
{
    private readonly ConcurrentDictionary<Guid, long> committing = new();
    private int begun;

    public int Begun => begun;
    public ConcurrentQueue<TimeSpan> Commits { get; } = new();

    public override ValueTask<DbTransaction> TransactionStartedAsync(DbConnection connection,
        TransactionEndEventData data, DbTransaction result, CancellationToken cancellation)
    {
        Interlocked.Increment(ref begun);
        return new(result);
    }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData data, InterceptionResult result,
        CancellationToken cancellation)
    {
        committing[data.TransactionId] = Stopwatch.GetTimestamp();
        return new(result);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction,
        TransactionEndEventData data, CancellationToken cancellation)
    {
        if (committing.TryRemove(data.TransactionId, out var start))
            Commits.Enqueue(Stopwatch.GetElapsedTime(start));
        return Task.CompletedTask;
    }
}

/// <summary>
/// Does something once, to the first statement that inserts an order of this customer.
/// </summary>
public sealed class Faults : DbCommandInterceptor
{
    private readonly ConcurrentDictionary<string, Func<DbCommand, Task>> faults = new();

    public CommitFaults OnCommit { get; } = new();

    public void Add(string customer, Func<DbCommand, Task> fault) =>
        faults.TryAdd(customer, fault);

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result,
        CancellationToken cancellation)
    {
        if (command.CommandText.Contains("INSERT INTO orders"))
            foreach (DbParameter parameter in command.Parameters)
                if (parameter.Value is string customer
                    && faults.TryRemove(customer, out var fault))
                    await fault(command);
        return result;
    }
}

/// <summary>Does something once, before or after the next commit.</summary>
public sealed class CommitFaults : DbTransactionInterceptor
{
    public Action? Before { get; set; }
    public Action? After { get; set; }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData data, InterceptionResult result,
        CancellationToken cancellation)
    {
        (var before, Before) = (Before, null);
        before?.Invoke();
        return new(result);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction,
        TransactionEndEventData data, CancellationToken cancellation)
    {
        (var after, After) = (After, null);
        after?.Invoke();
        return Task.CompletedTask;
    }
}

/// <summary>What the server logs as an error.</summary>
public sealed class ErrorLog : ILoggerProvider
{
    public ConcurrentQueue<string> Messages { get; } = new();

    public ILogger CreateLogger(string category) => new Logger(category, Messages);

    public void Dispose() { }

    private sealed class Logger(string category, ConcurrentQueue<string> messages) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => level >= LogLevel.Error;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception,
            Func<TState, Exception?, string> format)
        {
            if (IsEnabled(level))
                messages.Enqueue($"{category}: {format(state, exception)} {exception?.Message}");
        }
    }
}
