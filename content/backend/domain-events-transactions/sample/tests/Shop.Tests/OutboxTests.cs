using NATS.Client.Core;
using Shop.Outbox;

namespace Shop.Tests;

/// <summary>The hand-over: with the order's commit, at least once, and one effect for the consumer.</summary>
[Collection(ServersCollection.Name)]
public sealed class OutboxTests(RealServers servers)
{
    private static readonly TimeSpan ShortWindow = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task The_message_commits_with_the_order_or_not_at_all()
    {
        await using var shop = await TestShop.CreateAsync(servers, Program.Handlers("Outbox"));
        await using (var request = shop.Open())
            await request.InTransactionAsync(async transaction =>
            {
                request.Shop.Add(Given.AnOrder().AsOrder());
                await request.Shop.SaveChangesAsync();
                Assert.Single(request.Shop.Outbox);
                await transaction.RollbackAsync();
            });
        Assert.Equal(0, await shop.CountAsync("outbox"));

        await shop.Orders.PlaceAsync(Given.AnOrder());

        Assert.Equal(1, await shop.CountAsync("outbox"));
    }

    [Fact]
    public async Task Messages_of_one_save_keep_the_order_in_which_handlers_added_them()
    {
        await using var shop = await TestShop.CreateAsync(servers, Program.Handlers("Outbox"));
        await using var request = shop.Open();
        int[] expected = [.. Enumerable.Range(1, 60)];
        foreach (var n in expected)
            request.Shop.Add(OutboxMessage.Of("shop.numbers", n));

        await request.Shop.SaveChangesAsync();

        Assert.Equal(expected, await shop.ReadAsync<int[]>(
            "SELECT array_agg(body::text::int ORDER BY seq) FROM outbox"));
    }

    [Fact]
    public async Task A_relay_killed_after_publishing_publishes_again_and_one_mail_is_sent()
    {
        await using var broker = await Broker.CreateAsync(servers, ShortWindow);
        await using var mail = await MailServer.StartAsync();
        await using var shop = await TestShop.CreateAsync(servers, Program.Handlers("Outbox"));
        mail.IgnoresKeys = true; // so that only the inbox is left to notice
        await shop.Orders.PlaceAsync(Given.AnOrder());

        using var relay = Program.Start("relay", "Committing", shop.Connection, broker.Url);
        await Program.KilledAsync(relay, byItself: true);
        Assert.Equal((1, 1), (await broker.MessagesAsync(), await shop.CountAsync("outbox")));
        await Task.Delay(3 * ShortWindow);
        await broker.Relay(shop).RunOnceAsync();
        Assert.Equal((2, 0), (await broker.MessagesAsync(), await shop.CountAsync("outbox")));
        await broker.MailAllAsync(shop, mail);

        Assert.Single(mail.Sent);
        Assert.Equal(1, await shop.CountAsync("inbox"));
    }

    [Fact]
    public async Task A_mailer_killed_before_its_commit_mails_twice_unless_the_provider_knows_the_key()
    {
        Assert.Equal(2, await MailsAfterAKillAsync(providerIgnoresKeys: true));
        Assert.Equal(1, await MailsAfterAKillAsync(providerIgnoresKeys: false));
    }

    [Fact]
    public async Task Another_relay_leaves_the_outbox_to_the_one_at_work()
    {
        await using var broker = await Broker.CreateAsync(servers);
        await using var shop = await TestShop.CreateAsync(servers, Program.Handlers("Outbox"));
        for (var n = 0; n < 20; n++)
            await shop.Orders.PlaceAsync(Given.AnOrder());

        var sent = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => broker.Relay(shop).RunOnceAsync()));

        Assert.Equal(20, sent.Sum());
        Assert.Equal(20, await broker.MessagesAsync());
    }

    [Fact]
    public async Task A_relay_that_is_stopped_deletes_what_it_has_published_and_no_more()
    {
        const int messages = 100;
        await using var broker = await Broker.CreateAsync(servers);
        await using var shop = await TestShop.CreateAsync(servers, Program.Handlers("Outbox"));
        await using (var request = shop.Open())
        {
            request.Shop.AddRange(Enumerable.Range(1, messages).Select(n => OutboxMessage.Of("shop.numbers", n)));
            await request.Shop.SaveChangesAsync();
        }
        await using var nats = new NatsConnection(new NatsOpts { Url = broker.Url });
        await using var listening = await nats.SubscribeCoreAsync<string>("shop.numbers");
        await nats.PingAsync();
        using var stopping = new CancellationTokenSource();

        var relaying = broker.Relay(shop).RunOnceAsync(stopping.Token);
        await listening.Msgs.ReadAsync();
        await stopping.CancelAsync(); // after the first message, somewhere in the batch

        var sent = await relaying;
        Assert.InRange(sent, 1, messages - 1);
        Assert.Equal((sent, messages - sent), (await broker.MessagesAsync(), await shop.CountAsync("outbox")));
    }

    [Fact]
    public async Task A_relay_that_was_not_woken_finds_the_message_at_its_next_interval()
    {
        var signal = new RelaySignal();

        var waited = signal.WaitAsync(TimeSpan.FromMilliseconds(50), default);
        await waited.WaitAsync(TimeSpan.FromSeconds(30));
        signal.Set();
        signal.Set();

        await signal.WaitAsync(TimeSpan.FromHours(1), default).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(signal.WaitAsync(TimeSpan.FromHours(1), default).IsCompleted);
    }

    private async Task<int> MailsAfterAKillAsync(bool providerIgnoresKeys)
    {
        await using var broker = await Broker.CreateAsync(servers);
        await using var mail = await MailServer.StartAsync();
        await using var shop = await TestShop.CreateAsync(servers, Program.Handlers("Outbox"));
        mail.IgnoresKeys = providerIgnoresKeys;
        await shop.Orders.PlaceAsync(Given.AnOrder());
        await broker.Relay(shop).RunOnceAsync();

        mail.KeepReplies();
        using var mailer = Program.Start("mailer", shop.Connection, broker.Url, $"{mail.Address}");
        await Until.TrueAsync("the mail is accepted", () => mail.Sent.Length == 1);
        await Program.KilledAsync(mailer, byItself: false);
        mail.Release();
        await broker.MailAllAsync(shop, mail);

        Assert.Equal(2, mail.Calls);
        Assert.Single(mail.Keys.Distinct());
        return mail.Sent.Length;
    }
}
