using NATS.Client.Core;

namespace Notifications.Tests;

/// <summary>Two environments on one server.</summary>
[Collection(RealServers.Name)]
public sealed class EnvironmentTests(Fixture servers) : IAsyncLifetime
{
    private Stage staging = null!, production = null!;

    public async Task InitializeAsync() =>
        (staging, production) = (await Stage.OpenAsync(servers), await Stage.OpenAsync(servers));

    public async Task DisposeAsync()
    {
        await staging.DisposeAsync();
        await production.DisposeAsync();
    }

    [Fact]
    public async Task Two_environments_on_core_get_their_own_events_only()
    {
        await staging.StartCoreAsync();
        await production.StartCoreAsync();

        await PublishToEachAsync(staging.Core, production.Core);
    }

    [Fact]
    public async Task Two_environments_on_streams_get_their_own_events_only()
    {
        await staging.StartDurableAsync();
        await production.StartDurableAsync();

        await PublishToEachAsync(staging.Durable, production.Durable);
    }

    [Fact]
    public async Task The_prefix_alone_stops_no_wildcard_subscriber()
    {
        await using var curious = servers.Connect();
        await using var subscription = await curious.SubscribeCoreAsync<byte[]>("*.documents.processed");
        await curious.PingAsync();

        await PublishAsync(staging.Core, staging, "staging.pdf");
        await PublishAsync(production.Core, production, "production.pdf");

        string[] heard =
            [(await NextAsync(subscription)).Subject, (await NextAsync(subscription)).Subject];
        Assert.Equal(
            [.. new[] { staging.Subjects.Processed, production.Subjects.Processed }.Order()],
            heard.Order());
    }

    [Theory]
    [InlineData("*.documents.processed")]
    [InlineData("prod.documents.processed")]
    [InlineData("_INBOX_prod.>")]
    [InlineData(">")]
    public async Task Permissions_keep_staging_from_reading_and_forging_prod(string subject)
    {
        await using var server = new GuardedServer("nats-users.conf");
        await using var prod = await server.ConnectAsync("prod", "_INBOX_prod");
        await using var curious = await server.ConnectAsync("staging", "_INBOX_staging");
        await using var allowed = await prod.SubscribeCoreAsync<byte[]>("prod.documents.*");
        await using var forbidden = await curious.SubscribeCoreAsync<byte[]>(subject);
        await prod.PingAsync();
        await curious.PingAsync();

        await curious.PublishAsync("prod.documents.processed", "forged"u8.ToArray());
        await curious.PingAsync();
        await prod.PublishAsync("prod.documents.processed", "genuine"u8.ToArray());
        await AskAsync(prod);

        Assert.Equal("genuine"u8.ToArray(), (await NextAsync(allowed)).Data);
        await prod.PingAsync();
        await curious.PingAsync();
        Assert.False(forbidden.Msgs.TryRead(out _));
    }

    [Fact]
    public async Task With_one_inbox_for_all_staging_reads_the_replies_to_prod()
    {
        await using var server = new GuardedServer(
            "nats-users.conf",
            text => text.Replace("_INBOX_staging", "_INBOX").Replace("_INBOX_prod", "_INBOX"));
        await using var prod = await server.ConnectAsync("prod");
        await using var curious = await server.ConnectAsync("staging");
        await using var inboxes = await curious.SubscribeCoreAsync<byte[]>("_INBOX.>");
        await curious.PingAsync();

        await AskAsync(prod);

        Assert.Equal("secret"u8.ToArray(), (await NextAsync(inboxes)).Data);
    }

    [Fact]
    public async Task In_an_account_the_worker_runs_and_the_other_account_reads_nothing()
    {
        await using var server = new GuardedServer("nats.conf");
        await using var curious = await server.ConnectAsync("staging");
        await using var everything = await curious.SubscribeCoreAsync<byte[]>(">");
        await using var prod = await Stage.OpenAsync(
            servers, environment: "prod", nats: await server.ConnectAsync("prod"));
        await prod.StartDurableAsync(nats: await server.ConnectAsync("prod"));
        await curious.PingAsync();

        await prod.PublishAsync(Stage.NewEvent());
        await curious.PublishAsync("prod.documents.processed", Stage.NewEvent(2).ToJson());
        await prod.SeeAsync(1);
        await prod.NothingLeftAsync();
        await curious.PingAsync();

        Assert.Equal([1L], prod.Telegram.Messages.Select(one => one.Chat));
        Assert.True(everything.Msgs.TryRead(out var own));
        Assert.Equal("prod.documents.processed", own.Subject); // staging's forgery, in its own account
        Assert.False(everything.Msgs.TryRead(out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData(">")]
    [InlineData("prod.eu")]
    [InlineData("prod ")]
    [InlineData("Prod")]
    public void A_name_that_is_not_one_token_is_no_environment(string name) =>
        Assert.Throws<ArgumentException>(() => new Subjects(name));

    private static async Task AskAsync(NatsConnection prod)
    {
        await using var service = await prod.SubscribeCoreAsync<byte[]>("prod.question");
        await prod.PingAsync();
        var answer = prod.RequestAsync<byte[], byte[]>("prod.question", []).AsTask();
        await (await NextAsync(service)).ReplyAsync("secret"u8.ToArray());
        Assert.Equal("secret"u8.ToArray(), (await answer).Data);
    }

    private async Task PublishToEachAsync(IEventPublisher toStaging, IEventPublisher toProduction)
    {
        for (var i = 0; i < 50; i++)
        {
            await PublishAsync(toStaging, staging, $"staging-{i}.pdf");
            await PublishAsync(toProduction, production, $"production-{i}.pdf");
        }
        await staging.SeeAsync(50);
        await production.SeeAsync(50);
        await Task.Delay(200);

        Assert.Equal(50, staging.Telegram.Messages.Count);
        Assert.Equal(50, production.Telegram.Messages.Count);
        Assert.All(staging.Telegram.Messages, one => Assert.Contains("staging", one.Text));
        Assert.All(production.Telegram.Messages, one => Assert.Contains("production", one.Text));
    }

    private static Task PublishAsync(IEventPublisher publisher, Stage stage, string name) =>
        publisher.PublishAsync(stage.Subjects.Processed, Stage.NewEvent(1, name), default);

    private static async Task<NatsMsg<byte[]>> NextAsync(INatsSub<byte[]> subscription)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await subscription.Msgs.ReadAsync(deadline.Token);
    }
}
