using System.Diagnostics;

namespace LoadGenerator;

/// <summary>The three ways to keep a server busy.</summary>
public static class Loads
{
    public static async Task<Recording> RunAsync(
        LoadOptions options, ITarget target, TimeSpan length, CancellationToken cancellation)
    {
        var recording = new Recording(TimeSpan.FromMilliseconds(options.ExpectedIntervalMs));
        await (options.Model switch
        {
            LoadModel.Closed => ClosedAsync(options, target, recording, length, cancellation),
            LoadModel.Open => OpenAsync(options, target, recording, length, cancellation),
            _ => PacedAsync(options, target, recording, length, cancellation),
        });
        return recording;
    }

    #region closed
    private static Task ClosedAsync(
        LoadOptions options, ITarget target, Recording recording, TimeSpan length,
        CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        return Task.WhenAll(Enumerable.Range(0, options.Users).Select(_ => UserAsync()));

        async Task UserAsync()
        {
            while (Stopwatch.GetElapsedTime(start) < length)
            {
                var sent = Stopwatch.GetTimestamp();
                var outcome = await target.SendAsync(cancellation);
                recording.Add(intended: sent, sent, outcome);
                await Task.Delay(TimeSpan.FromMilliseconds(options.ThinkMs), cancellation);
            }
        }
    }
    #endregion

    #region open
    private static Task OpenAsync(
        LoadOptions options, ITarget target, Recording recording, TimeSpan length,
        CancellationToken cancellation)
    {
        var inFlight = 0;
        return Task.Factory.StartNew(Dispatch, cancellation,
            TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

        async Task Dispatch()
        {
            var sending = new List<Task>();
            var start = Stopwatch.GetTimestamp();
            var random = options.Poisson ? new Random(options.Seed) : null;
            foreach (var at in Arrivals.Of(options.Rate, length, random))
            {
                while (at - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } left)
                    Thread.Sleep(left);
                if (cancellation.IsCancellationRequested)
                    break;

                if (Volatile.Read(ref inFlight) < options.MostInFlight)
                    sending.Add(SendAsync(start + (long)(at.TotalSeconds * Stopwatch.Frequency)));
                else
                    recording.Drop();
            }
            await Task.WhenAll(sending);
            cancellation.ThrowIfCancellationRequested();
        }

        async Task SendAsync(long intended)
        {
            Interlocked.Increment(ref inFlight);
            var sent = Stopwatch.GetTimestamp();
            var outcome = await target.SendAsync(cancellation);
            recording.Add(intended, sent, outcome);
            Interlocked.Decrement(ref inFlight);
        }
    }
    #endregion

    private static Task PacedAsync(
        LoadOptions options, ITarget target, Recording recording, TimeSpan length,
        CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var next = -1L;
        return Task.WhenAll(Enumerable.Range(0, options.Users).Select(_ => ConnectionAsync()));

        async Task ConnectionAsync()
        {
            while (Interlocked.Increment(ref next) / options.Rate is var at && at < length.TotalSeconds)
            {
                var intended = start + (long)(at * Stopwatch.Frequency);
                var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), intended);
                if (left > TimeSpan.Zero)
                    await Task.Delay(left, cancellation);
                var sent = Stopwatch.GetTimestamp();
                var outcome = await target.SendAsync(cancellation);
                recording.Add(Math.Min(intended, sent), sent, outcome);
            }
        }
    }
}
