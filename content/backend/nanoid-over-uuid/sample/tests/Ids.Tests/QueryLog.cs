using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ids.Tests;

/// <summary>Keeps the text of every command that EF Core sends to the database.</summary>
internal sealed class QueryLog : DbCommandInterceptor
{
    private readonly ConcurrentQueue<string> sent = new();

    /// <summary>What was sent since the last call.</summary>
    public string[] Take()
    {
        string[] taken = [.. sent];
        sent.Clear();
        return taken;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result,
        CancellationToken cancellation = default)
    {
        sent.Enqueue(command.CommandText);
        return base.ReaderExecutingAsync(command, data, result, cancellation);
    }
}
