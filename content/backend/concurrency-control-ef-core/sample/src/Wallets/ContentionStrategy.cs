using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL;
using static Npgsql.PostgresErrorCodes;

namespace Wallets;

#region strategy
/// <summary>Retries lost races within milliseconds, and outages as the provider does.</summary>
public class ContentionStrategy(ExecutionStrategyDependencies dependencies)
    : NpgsqlRetryingExecutionStrategy(dependencies, MostRetries, TimeSpan.FromSeconds(30), null)
{
    private const int MostRetries = 40, MostOutageRetries = 6;

    protected override bool ShouldRetryOn(Exception? exception) =>
        exception is not PostgresException { SqlState: LockNotAvailable }
        && base.ShouldRetryOn(exception);

    protected override TimeSpan? GetNextDelay(Exception lastException)
    {
        var failures = ExceptionsEncountered.Count;
        if (CallOnWrappedException(lastException, IsLostRace))
            return failures <= MostRetries ? Pause.After(failures) : null;
        return failures <= MostOutageRetries ? base.GetNextDelay(lastException) : null;
    }

    private static bool IsLostRace(Exception exception) =>
        exception is PostgresException { SqlState: SerializationFailure or DeadlockDetected };
}
#endregion
