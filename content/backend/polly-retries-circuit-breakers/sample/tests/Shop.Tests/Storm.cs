using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Offprint.Servers;

namespace Shop.Tests;

/// <param name="FromSecond">When the window began, in seconds after the lock.</param>
public sealed record Outage(
    int FromSecond, int Requests, int Succeeded, double SucceededPercent, double SentPerRequest, double AnsweredPerSecond,
    double AbandonedPercent, bool Recovered, string SecondsDown)
{
    /// <summary>Whether it was still down at this time, in seconds after the lock.</summary>
    public bool IsDownAt(double seconds) =>
        !Recovered || double.Parse(SecondsDown, CultureInfo.InvariantCulture) > seconds;
}

/// <summary>
/// Sixty client instances, 45 requests a second between them, against an upstream that can do
/// about 90. After a second, a lock on the table of prices stops it for two.
/// </summary>
public static class Storm
{
    public const int Instances = 60, RequestsPerSecond = 45, LockSeconds = 2, AfterSeconds = 9, WindowSeconds = 3;

    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromMilliseconds(500);

    private const int BeforeSeconds = 1;

    public static async Task<Outage> RunAsync(
        PostgresServer server, Action<IHttpClientBuilder> configure, int afterSeconds = AfterSeconds,
        params string[] settings)
    {
        await using var database = await Database.CreateAsync(server);
        await using var app = await App.StartAsync(database, settings);
        var services = new ServiceCollection();
        for (var instance = 0; instance < Instances; instance++)
            configure(services.AddHttpClient($"shop-{instance}", http => http.BaseAddress = app.Address));
        await using var provider = services.BuildServiceProvider();
        var factory = provider.GetRequiredService<IHttpClientFactory>();
        var clients = Enumerable.Range(0, Instances).Select(i => factory.CreateClient($"shop-{i}")).ToArray();
        using (var warmUp = new HttpClient { BaseAddress = app.Address })
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => WarmUpAsync(warmUp)));

        var answers = new ConcurrentQueue<(TimeSpan Started, bool Succeeded)>();
        var clock = Stopwatch.StartNew();
        using var stop = new CancellationTokenSource();
        using var giveUp = new CancellationTokenSource();
        var load = LoadAsync(clients, clock, answers, stop.Token, giveUp.Token);
        await Task.Delay(TimeSpan.FromSeconds(BeforeSeconds));
        await using (await database.LockAsync("price"))
            await Task.Delay(TimeSpan.FromSeconds(LockSeconds));
        var unlocked = clock.Elapsed;
        var windowStart = unlocked + TimeSpan.FromSeconds(afterSeconds - WindowSeconds);
        var windowEnd = unlocked + TimeSpan.FromSeconds(afterSeconds);
        await Task.Delay(windowStart - clock.Elapsed);
        var before = await app.CountsAsync();
        await Task.Delay(windowEnd - clock.Elapsed);
        var after = await app.CountsAsync();
        await stop.CancelAsync();
        giveUp.CancelAfter(TimeSpan.FromSeconds(4)); // Four attempts and their pauses take about three.
        await load;

        var window = answers.Where(a => a.Started >= windowStart && a.Started < windowEnd).ToList();
        var succeeded = window.Count(a => a.Succeeded);
        var down = SecondsDown(answers, unlocked, afterSeconds);
        // By the service's clock: the answer to a reading may come late.
        var seconds = after.Seconds - before.Seconds;
        return new(
            afterSeconds - WindowSeconds, window.Count, succeeded, Math.Round(100.0 * succeeded / window.Count, 1),
            Math.Round((after.Received - before.Received) / seconds / RequestsPerSecond, 2),
            Math.Round((after.Done - before.Done) / seconds),
            Math.Round(100.0 * (after.Abandoned - before.Abandoned) / Math.Max(1, after.Done - before.Done), 1),
            down is not null, down?.ToString("0.0", CultureInfo.InvariantCulture) ?? $"over {afterSeconds}");
    }

    /// <summary>The first connection takes longer than a short queue may: what counts are five answers.</summary>
    private static async Task WarmUpAsync(HttpClient client)
    {
        var answers = 0;
        await Until.TrueAsync("five prices have come", async () =>
        {
            using var response = await client.GetAsync("prices/1");
            return response.IsSuccessStatusCode && ++answers == 5;
        });
    }

    /// <summary>An open model: a request starts when it is due, whatever became of those before.</summary>
    private static async Task LoadAsync(HttpClient[] clients, Stopwatch clock,
        ConcurrentQueue<(TimeSpan, bool)> answers, CancellationToken stop, CancellationToken giveUp)
    {
        var running = new List<Task>();
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / RequestsPerSecond);
            if (due > clock.Elapsed)
                await Task.Delay(due - clock.Elapsed);
            running.Add(RequestAsync(clients[number % clients.Length], due));
        }
        await Task.WhenAll(running);

        async Task RequestAsync(HttpClient client, TimeSpan started)
        {
            bool succeeded;
            try
            {
                using var response = await client.GetAsync("prices/1", giveUp);
                succeeded = response.IsSuccessStatusCode;
            }
            catch (Exception e) when (
                e is HttpRequestException or OperationCanceledException or Polly.ExecutionRejectedException)
            {
                succeeded = false;
            }
            answers.Enqueue((started, succeeded));
        }
    }

    /// <summary>Seconds after the lock until nine in ten requests succeed for a whole second; null if that never happens.</summary>
    private static double? SecondsDown(
        IEnumerable<(TimeSpan Started, bool Succeeded)> answers, TimeSpan unlocked, int afterSeconds)
    {
        var after = answers.Where(a => a.Started >= unlocked)
            .Select(a => (At: (a.Started - unlocked).TotalSeconds, a.Succeeded)).ToList();
        for (var from = 0.0; from <= afterSeconds - 1; from += 0.1)
        {
            var second = after.Where(a => a.At >= from && a.At < from + 1).ToList();
            if (second.Count > 0 && second.Count(a => a.Succeeded) >= 0.9 * second.Count)
                return from;
        }
        return null;
    }
}

/// <summary>Collects the outages of all designs for the article's table and chart.</summary>
public sealed class StormReport : IDisposable
{
    private const int Designs = 9;

    private readonly Dictionary<string, Outage> designs = [];

    public void Add(string design, Outage outage) => designs[design] = outage;

    public void Dispose()
    {
        if (designs.Count < Designs)
            return;
        Results.Write("storm.json", new
        {
            Storm.Instances, Storm.RequestsPerSecond, Storm.LockSeconds, Storm.AfterSeconds, Storm.WindowSeconds,
            AttemptTimeoutMs = Storm.AttemptTimeout.TotalMilliseconds, Designs = designs,
        });
    }
}
