using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Shop;

/// <summary>
/// Answers 504 when a limit of ours ran out. A cancellation because the client left never gets
/// here: UseExceptionHandler has ended it with 499.
/// </summary>
public sealed partial class TimeoutHandler(ILogger<TimeoutHandler> log) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellation)
    {
        if (!IsTimeout(exception))
            return ValueTask.FromResult(false);
        LogOutOfTime(exception, context.Request.Path);
        context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
        return ValueTask.FromResult(true);
    }

    #region is-timeout
    private static bool IsTimeout(Exception? exception) => exception switch
    {
        null => false,
        OperationCanceledException or TimeoutException => true,
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => true,
        _ => IsTimeout(exception.InnerException),
    };
    #endregion

    [LoggerMessage(LogLevel.Warning, "Out of time: {Path}")]
    private partial void LogOutOfTime(Exception exception, string path);
}
