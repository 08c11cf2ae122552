using Npgsql;

namespace Receipts.Durable;

/// <summary>A job that takes its whole process down, as a stack overflow in a native library does.</summary>
public sealed class FatalHandler : IJobHandler
{
    public string Kind => "fatal";

    public Task RunAsync(Job job, CancellationToken cancellation)
    {
        Environment.FailFast("the job took the process down");
        return Task.CompletedTask;
    }

    public Task RecordAsync(
        Job job, NpgsqlConnection connection, CancellationToken cancellation) =>
        Task.CompletedTask;
}
