using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Notifications.Tests;

/// <summary>Keeps what is logged, exceptions included.</summary>
public sealed class Logs : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public string Text => string.Join('\n', lines);

    public ILogger<T> Of<T>() => new Logger<T>(LoggerFactory.Create(
        builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(this)));

    public ILogger CreateLogger(string category) => new Lines(lines, category);

    public void Dispose()
    {
    }

    private sealed class Lines(ConcurrentQueue<string> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            lines.Enqueue($"{category} {state}");
            return null;
        }

        public bool IsEnabled(LogLevel level) => true;

        public void Log<TState>(
            LogLevel level, EventId id, TState state, Exception? exception,
            Func<TState, Exception?, string> format) =>
            lines.Enqueue($"{category} {level} {format(state, exception)} {exception}");
    }
}
