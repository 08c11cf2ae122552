using Npgsql;

namespace Receipts.Durable;

/// <param name="Claim">Grows with every claim. Id and claim together name one claim: the fence.</param>
/// <param name="Attempt">1 for the first; a shutdown gives the attempt back.</param>
public sealed record Job(Guid Id, string Kind, string Payload, int Claim, int Attempt);

#region handler
public interface IJobHandler
{
    string Kind { get; }

    /// <summary>
    /// Work outside the database. It may happen more than once, so pass the job's id along
    /// as the idempotency key.
    /// </summary>
    Task RunAsync(Job job, CancellationToken cancellation);

    /// <summary>What the database keeps. Commits once, together with the end of the job.</summary>
    Task RecordAsync(Job job, NpgsqlConnection connection, CancellationToken cancellation);
}
#endregion

/// <summary>A failure that no retry will fix.</summary>
public sealed class PermanentFailureException(string message) : Exception(message);
