using System.Text.Json;
using Microsoft.Extensions.Logging;
using NATS.Client.JetStream;

namespace Orders;

public enum ConsumerStep { Received, Applied, Acknowledged }

/// <summary>Feeds billing from a durable consumer of the stream.</summary>
public sealed class BillingConsumer(
    INatsJSConsumer consumer, Func<OrderEvent, CancellationToken, Task<Outcome>> apply,
    ILogger<BillingConsumer> log, Func<ConsumerStep, Task>? reached = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    #region consume
    // Everything that is fetched ahead has to be done within the consumer's AckWait.
    private static readonly NatsJSConsumeOpts FewAhead = new() { MaxMsgs = 20, DrainOnCancel = true };

    public async Task RunAsync(CancellationToken stopping)
    {
        await foreach (var message in consumer.ConsumeAsync<string>(
            opts: FewAhead, cancellationToken: stopping))
        {
            await AtAsync(ConsumerStep.Received);
            using var deadline = new CancellationTokenSource(Patience);
            try
            {
                var happened = JsonSerializer.Deserialize<OrderEvent>(
                    message.Data ?? "null", JsonSerializerOptions.Web)
                    ?? throw new JsonException("There is no event in the message.");
                var outcome = await apply(happened, deadline.Token);
                await AtAsync(ConsumerStep.Applied);
                if (outcome is Outcome.TooEarly)
                    await RetryAsync(message, reason: null);
                else
                    await message.AckAsync(cancellationToken: deadline.Token);
                await AtAsync(ConsumerStep.Acknowledged);
            }
            catch (JsonException e)
            {
                log.LogError(e, "Message {Sequence} is unreadable and will not be delivered again.",
                    message.Metadata?.Sequence.Stream);
                await message.AckTerminateAsync(cancellationToken: deadline.Token);
            }
            catch (Exception e)
            {
                await RetryAsync(message, e);
            }
        }
    }
    #endregion

    private async Task RetryAsync(INatsJSMsg<string> message, Exception? reason)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var attempt = (int)(message.Metadata?.NumDelivered ?? 1);
        var delay = TimeSpan.FromMilliseconds(Math.Min(100 * Math.Pow(2, attempt - 1), 30_000));
        log.Log(reason is null && attempt < 10 ? LogLevel.Debug : LogLevel.Warning, reason,
            "Message {Sequence} waits {Delay} after attempt {Attempt}.",
            message.Metadata?.Sequence.Stream, delay, attempt);
        await message.NakAsync(delay: delay, cancellationToken: deadline.Token);
    }

    private Task AtAsync(ConsumerStep step) => reached?.Invoke(step) ?? Task.CompletedTask;
}
