using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Quotes;

public sealed class RecorderOptions
{
    /// <summary>One JSON document a line; nothing is recorded without a file.</summary>
    public string? File { get; set; }

    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(20);
}

/// <summary>
/// One reading of the instruments that the runtime and ASP.NET Core have of themselves, under
/// the names that `dotnet-counters` and OpenTelemetry show too.
/// </summary>
/// <param name="At">Of the system's monotonic clock, which all processes share.</param>
public sealed record Reading(
    long At, long ActiveRequests, long Threads, long QueueLength, long CompiledMethods,
    long Collections, double PauseSeconds, long CommittedBytes, double CpuSeconds,
    long Holds, double HoldSeconds);

/// <summary>
/// Reads them on a thread of its own. A timer, a hosted task or an endpoint would need a thread
/// of the pool, and would be late exactly when the pool is what is wrong.
/// </summary>
public sealed class RuntimeRecorder : IHostedService, IDisposable
{
    #region instruments
    private static readonly Dictionary<string, string[]> Watched = new()
    {
        ["System.Runtime"] =
        [
            "dotnet.thread_pool.thread.count", "dotnet.thread_pool.queue.length",
            "dotnet.jit.compiled_methods", "dotnet.gc.collections", "dotnet.gc.pause.time",
            "dotnet.gc.last_collection.memory.committed_size", "dotnet.process.cpu.time",
        ],
        ["Microsoft.AspNetCore.Hosting"] = ["http.server.active_requests"],
        [Pool.MeterName] = [Pool.HoldName],
    };

    private void Listen()
    {
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (Watched.TryGetValue(instrument.Meter.Name, out var names)
                && names.Contains(instrument.Name))
                to.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((one, value, _, _) => Measured(one, value));
        listener.SetMeasurementEventCallback<double>((one, value, _, _) => Measured(one, value));
        listener.Start();
    }
    #endregion

    private readonly RecorderOptions options;
    private readonly MeterListener listener = new();
    private readonly ManualResetEventSlim stopping = new();
    private readonly Lock turn = new();
    private readonly Dictionary<string, double> values = [];
    private readonly Thread? thread;
    private long activeRequests, holds;
    private double holdSeconds;

    public RuntimeRecorder(IOptions<RecorderOptions> options)
    {
        this.options = options.Value;
        if (this.options.File is null)
            return;
        Listen();
        thread = new Thread(Record) { Name = "runtime recorder", IsBackground = true };
    }

    public Task StartAsync(CancellationToken cancellation)
    {
        thread?.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellation)
    {
        stopping.Set();
        thread?.Join();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        listener.Dispose();
        stopping.Dispose();
    }

    private void Record()
    {
        using var lines = new StreamWriter(options.File!) { AutoFlush = true };
        do
            lines.WriteLine(JsonSerializer.Serialize(Read(), JsonSerializerOptions.Web));
        while (!stopping.Wait(options.Interval));
        lines.WriteLine(JsonSerializer.Serialize(Read(), JsonSerializerOptions.Web));
    }

    private Reading Read()
    {
        lock (turn)
        {
            values.Clear(); // the observable ones, which come with a total for each set of tags
            listener.RecordObservableInstruments();
            return new(Stopwatch.GetTimestamp(), activeRequests,
                (long)Of("dotnet.thread_pool.thread.count"), (long)Of("dotnet.thread_pool.queue.length"),
                (long)Of("dotnet.jit.compiled_methods"), (long)Of("dotnet.gc.collections"),
                Of("dotnet.gc.pause.time"), (long)Of("dotnet.gc.last_collection.memory.committed_size"),
                Of("dotnet.process.cpu.time"), holds, holdSeconds);
        }

        double Of(string name) => values.GetValueOrDefault(name);
    }

    private void Measured(Instrument instrument, double value)
    {
        lock (turn)
            switch (instrument.Name)
            {
                case "http.server.active_requests":
                    activeRequests += (long)value;
                    break;
                case Pool.HoldName:
                    holds++;
                    holdSeconds += value;
                    break;
                default:
                    values[instrument.Name] = values.GetValueOrDefault(instrument.Name) + value;
                    break;
            }
    }
}
