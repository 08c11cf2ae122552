using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Orders.Tests;

/// <summary>Keeps what is logged, as lines of level and message.</summary>
public sealed class KeptLog<T> : ILogger<T>
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly ConcurrentQueue<Exception> exceptions = new();

    public IReadOnlyCollection<string> Lines => lines;

    public IReadOnlyCollection<Exception> Exceptions => exceptions;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel level) => true;

    public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception,
        Func<TState, Exception?, string> format)
    {
        lines.Enqueue($"{level}: {format(state, exception)}");
        if (exception is not null)
            exceptions.Enqueue(exception);
    }
}
