using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Shop.Tests;

public sealed class MetricTests
{
    [Fact]
    public async Task Retries_and_the_opened_circuit_are_counted_in_the_meter_Polly()
    {
        var events = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Polly" && instrument.Name == "resilience.polly.strategy.events")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, count, tags, _) =>
        {
            foreach (var (name, value) in tags)
            {
                if (name == "event.name" && count == 1)
                    events.Add($"{value}");
            }
        });
        listener.Start();
        await using var service = await Service.StartAsync(503);
        using var client = Clients.Standard(service.Address, options => options.CircuitBreaker.MinimumThroughput = 4);

        (await client.GetAsync("/")).Dispose();

        Assert.Equal(3, events.Count(name => name == "OnRetry"));
        Assert.Equal(1, events.Count(name => name == "OnCircuitOpened"));
    }

    [Fact]
    public async Task Each_attempt_is_a_span_of_its_own()
    {
        await using var service = await Service.StartAsync(503);
        var spans = new ConcurrentBag<ActivityTraceId>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "System.Net.Http" or "Click",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.Source.Name == "System.Net.Http")
                    spans.Add(span.TraceId);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("Click");
        using var client = Clients.Standard(service.Address);

        using (var click = source.StartActivity("click"))
        {
            (await client.GetAsync("/")).Dispose();

            Assert.Equal(4, spans.Count(trace => trace == click!.TraceId));
        }
    }
}
