using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NATS.Client.JetStream;

namespace Orders;

/// <summary>Runs the consumer until the host stops, and starts it again when it fails.</summary>
public sealed class BillingWorker(
    INatsJSContext stream, Billing billing, ILogger<BillingConsumer> log) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var consumer = await stream.GetConsumerAsync("ORDERS", "billing", stopping);
                await new BillingConsumer(consumer, billing.ApplyAsync, log).RunAsync(stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                log.LogError(e, "The consumer failed; next attempt in {Delay}.", RetryAfter);
                await Task.Delay(RetryAfter, stopping);
            }
        }
    }
}
