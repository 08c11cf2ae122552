using System.Diagnostics;
using System.Text.Json;
using LoadGenerator;
using Microsoft.Extensions.Configuration;

const int RehearsedRequests = 2_000;

var options = new ConfigurationBuilder().AddCommandLine(args).Build().Get<LoadOptions>();
if (options?.Url is null)
{
    Console.Error.WriteLine("usage: LoadGenerator Url=http://… Model=Open Rate=100 Seconds=10 …");
    return 64;
}

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stopping.Cancel();
};

try
{
    return await RunAsync(options, TimeSpan.FromSeconds(options.TimeoutSeconds), stopping.Token);
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    Console.Error.WriteLine("interrupted: no report");
    return 130;
}

static async Task<int> RunAsync(LoadOptions options, TimeSpan timeout, CancellationToken cancellation)
{
    if (options.Rehearsal is { } rehearsal)
        await RehearseAsync(rehearsal, timeout, cancellation);

    using var target = new HttpTarget(options.Url, timeout);
    if (options.WarmUpSeconds > 0)
        await Loads.RunAsync(options, target, TimeSpan.FromSeconds(options.WarmUpSeconds), cancellation);

    Console.WriteLine("started"); // for whoever stages something during the run
    var recording = await Loads.RunAsync(
        options, target, TimeSpan.FromSeconds(options.Seconds), cancellation);

    var report = recording.ToReport(options.Model);
    var json = JsonSerializer.Serialize(report, JsonSerializerOptions.Web);
    if (options.Out is { } file)
        await File.WriteAllTextAsync(file, json, cancellation);
    else
        Console.WriteLine(json);

    var problems = report.Problems(options.MostLagMs);
    foreach (var problem in problems)
        Console.Error.WriteLine(problem);
    return problems.Count == 0 ? 0 : 3;
}

// So that the code of the generator is warm when that of the server is still cold.
static async Task RehearseAsync(Uri stage, TimeSpan timeout, CancellationToken cancellation)
{
    using var target = new HttpTarget(stage, timeout);
    var recording = new Recording(TimeSpan.Zero);
    for (var n = 0; n < RehearsedRequests; n++)
    {
        var now = Stopwatch.GetTimestamp();
        recording.Add(now, now, await target.SendAsync(cancellation));
    }
}
