using System.Collections.Concurrent;
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
}
