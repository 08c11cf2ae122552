using System.Text.Json;
using NATS.Client.JetStream;

namespace Orders;

public enum ConsumerStep { Received, Applied, Acknowledged }

/// <summary>Feeds billing from a durable consumer of the stream.</summary>
public sealed class BillingConsumer(
    INatsJSConsumer consumer, Func<OrderEvent, CancellationToken, Task<Outcome>> apply,
    Func<ConsumerStep, Task>? reached = null)
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromMilliseconds(100);

    #region consume
    // All that is fetched ahead has to be done within the consumer's AckWait.
    private static readonly NatsJSConsumeOpts FewAhead = new() { MaxMsgs = 20 };

    public async Task RunAsync(CancellationToken stopping)
    {
        await foreach (var message in consumer.ConsumeAsync<string>(
            opts: FewAhead, cancellationToken: stopping))
        {
            await AtAsync(ConsumerStep.Received);
            if (await TryApplyAsync(message, stopping))
            {
                await AtAsync(ConsumerStep.Applied);
                await message.AckAsync(cancellationToken: stopping);
                await AtAsync(ConsumerStep.Acknowledged);
            }
            else
            {
                await message.NakAsync(delay: TryAgain, cancellationToken: stopping);
            }
        }
    }

    private async Task<bool> TryApplyAsync(INatsJSMsg<string> message, CancellationToken stopping)
    {
        try
        {
            var happened = JsonSerializer.Deserialize<OrderEvent>(
                message.Data!, JsonSerializerOptions.Web)!;
            return await apply(happened, stopping) is not Outcome.TooEarly;
        }
        catch (Exception) when (!stopping.IsCancellationRequested)
        {
            return false; // the ledger is away, or another instance was faster: later
        }
    }
    #endregion

    private Task AtAsync(ConsumerStep step) => reached?.Invoke(step) ?? Task.CompletedTask;
}
