using Npgsql;

namespace Receipts.Durable;

/// <summary>A job that takes its whole process down, as running out of memory does.</summary>
public sealed class FatalHandler : IJobHandler
{
    public string Kind => "fatal";

    public Task RunAsync(Job job, CancellationToken cancellation)
    {
        Environment.FailFast("out of memory, say");
        return Task.CompletedTask;
    }

    public Task RecordAsync(
        Job job, NpgsqlConnection connection, CancellationToken cancellation) =>
        Task.CompletedTask;
}
