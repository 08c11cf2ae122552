using System.Diagnostics;

namespace Shop.Tracing;

public static class SpanErrors
{
    /// <summary>Marks a span as failed, by the conventions for recording errors.</summary>
    public static void Fail(this Activity? span, Exception exception)
    {
        span?.AddException(exception);
        span?.SetTag("error.type", exception.GetType().FullName);
        span?.SetStatus(ActivityStatusCode.Error, exception.Message);
    }
}
