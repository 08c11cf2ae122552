using Npgsql;

namespace Receipts.Durable;

/// <param name="Attempt">1 for the first; with the id, it names one claim.</param>
public sealed record Job(Guid Id, string Kind, string Payload, int Attempt);

#region handler
public interface IJobHandler
{
    string Kind { get; }

    /// <summary>
    /// Work outside the database. It can happen more than once, so the job's id goes along
    /// as idempotency key.
    /// </summary>
    Task RunAsync(Job job, CancellationToken cancellation);

    /// <summary>What the database keeps. It commits with the end of the job, once.</summary>
    Task RecordAsync(Job job, NpgsqlConnection connection, CancellationToken cancellation);
}
#endregion

/// <summary>A failure that no retry mends.</summary>
public sealed class HopelessException(string message) : Exception(message);
