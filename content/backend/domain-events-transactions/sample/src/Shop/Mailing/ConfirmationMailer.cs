using System.Text.Json;
using NATS.Client.JetStream;
using Npgsql;
using Shop.Outbox;

namespace Shop.Mailing;

/// <summary>Another service with a database of its own: mails a confirmation for each message.</summary>
public sealed class ConfirmationMailer(
    NpgsqlDataSource database, MailApi mail, INatsJSConsumer consumer, ILogger<ConfirmationMailer> log)
{
    public const string Inbox = """
        CREATE TABLE inbox (message_id text PRIMARY KEY, handled_at timestamptz NOT NULL DEFAULT now())
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    #region handle
    public async Task HandleAsync(string messageId, OrderConfirmed order, CancellationToken token)
    {
        await using var connection = await database.OpenConnectionAsync(token);
        await using var transaction = await connection.BeginTransactionAsync(token);
        await using var claim = new NpgsqlCommand(
            "INSERT INTO inbox (message_id) VALUES ($1) ON CONFLICT DO NOTHING", connection, transaction)
        {
            Parameters = { new() { Value = messageId } },
        };
        if (await claim.ExecuteNonQueryAsync(token) == 0)
            return; // handled before

        await mail.SendAsync(new Mail(order.Customer, $"Your order {order.OrderId}",
            $"Thank you! {order.Total} euros."), key: messageId, token);
        await transaction.CommitAsync(CancellationToken.None);
    }
    #endregion

    public async Task RunAsync(CancellationToken stopping)
    {
        var options = new NatsJSConsumeOpts { MaxMsgs = 10, DrainOnCancel = true };
        await foreach (var message in consumer.ConsumeAsync<string>(opts: options, cancellationToken: stopping))
        {
            using var deadline = new CancellationTokenSource(Patience);
            try
            {
                if (message.Headers?["Nats-Msg-Id"].ToString() is not { Length: > 0 } id)
                    throw new JsonException("The message has no id.");
                var order = JsonSerializer.Deserialize<OrderConfirmed>(
                    message.Data ?? "null", JsonSerializerOptions.Web)
                    ?? throw new JsonException("The message has no content.");
                await HandleAsync(id, order, deadline.Token);
                await message.AckAsync(cancellationToken: deadline.Token);
            }
            catch (JsonException unreadable)
            {
                log.LogError(unreadable, "Message {Sequence} is unreadable and not delivered again.",
                    message.Metadata?.Sequence.Stream);
                await message.AckTerminateAsync(cancellationToken: CancellationToken.None);
            }
            catch (Exception failure)
            {
                var delay = TimeSpan.FromMilliseconds(
                    Math.Min(100 * Math.Pow(2, message.Metadata?.NumDelivered ?? 1), 30_000));
                log.LogError(failure, "Message {Sequence} failed; next attempt in {Delay}.",
                    message.Metadata?.Sequence.Stream, delay);
                await message.NakAsync(delay: delay, cancellationToken: CancellationToken.None);
            }
        }
    }
}
