using Microsoft.Extensions.Logging.Abstractions;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using Npgsql;
using Shop.Mailing;
using Shop.Outbox;

namespace Shop.Tests;

/// <summary>A stream of its own for one test, and what reads and writes it.</summary>
public sealed class Broker : IAsyncDisposable
{
    public const string Stream = "SHOP", Consumer = "mailer";

    private readonly NatsConnection nats;

    private Broker(string url)
    {
        (Url, nats) = (url, new NatsConnection(new NatsOpts { Url = url }));
        JetStream = new NatsJSContext(nats);
    }

    public string Url { get; }

    public NatsJSContext JetStream { get; }

    public static async Task<Broker> CreateAsync(RealServers servers, TimeSpan duplicateWindow = default)
    {
        var broker = new Broker(servers.Nats.Url);
        await broker.JetStream.CreateStreamAsync(
            new StreamConfig(Stream, ["shop.>"]) { DuplicateWindow = duplicateWindow });
        await broker.JetStream.CreateOrUpdateConsumerAsync(Stream, new ConsumerConfig(Consumer)
        {
            AckPolicy = ConsumerConfigAckPolicy.Explicit,
            AckWait = TimeSpan.FromSeconds(1), // short, for the tests
        });
        return broker;
    }

    public OutboxRelay Relay(TestShop shop) =>
        new(shop.Services.GetRequiredService<IServiceScopeFactory>(), JetStream);

    public async Task<long> MessagesAsync() =>
        (await JetStream.GetStreamAsync(Stream)).Info.State.Messages;

    /// <summary>Runs the mailer, in this process, until the consumer has nothing left.</summary>
    public async Task MailAllAsync(TestShop shop, MailServer mail)
    {
        using var stop = new CancellationTokenSource();
        var consumer = await JetStream.GetConsumerAsync(Stream, Consumer);
        var running = MailerOf(shop, mail, consumer).RunAsync(stop.Token);
        await Until.TrueAsync("every message is acknowledged", async () =>
        {
            await consumer.RefreshAsync();
            return consumer.Info is { NumPending: 0, NumAckPending: 0 };
        });
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async Task RunMailerAsync(TestShop shop, MailServer mail, CancellationToken stopping) =>
        await MailerOf(shop, mail, await JetStream.GetConsumerAsync(Stream, Consumer, CancellationToken.None))
            .RunAsync(stopping);

    private static ConfirmationMailer MailerOf(TestShop shop, MailServer mail, INatsJSConsumer consumer) => new(
        shop.Database, new MailApi(new() { BaseAddress = mail.Address }), consumer,
        NullLogger<ConfirmationMailer>.Instance);

    public async ValueTask DisposeAsync()
    {
        await JetStream.DeleteStreamAsync(Stream);
        await nats.DisposeAsync();
    }
}
