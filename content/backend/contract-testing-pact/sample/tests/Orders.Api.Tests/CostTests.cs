using System.Diagnostics;
using Offprint.Servers;
using Xunit.Abstractions;

namespace Orders.Api.Tests;

public sealed class CostTests(ITestOutputHelper output)
{
    private const int Runs = 7;

    [Fact]
    public async Task Verifying_takes_milliseconds_with_the_service_started()
    {
        await Verification.RunAsync(output);
        var times = new List<TimeSpan>();
        for (var i = 0; i < Runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var verification = await Verification.RunAsync(output);
            times.Add(Stopwatch.GetElapsedTime(start));
            Assert.True(verification.Passed, verification.Report);
        }

        times.Sort();
        var median = times[Runs / 2];
        Assert.True(median < TimeSpan.FromSeconds(1), $"{median.TotalMilliseconds} ms");
        Results.Write("verifying.json", new
        {
            milliseconds = (int)median.TotalMilliseconds,
            runs = Runs,
        });
    }
}
