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
    public async Task Two_environments_on_one_server_do_not_hear_each_other_on_core()
    {
        await staging.StartCoreAsync();
        await production.StartCoreAsync();

        await TellEachAsync(staging.Core, production.Core);
    }

    [Fact]
    public async Task Two_environments_on_one_server_do_not_hear_each_other_on_streams()
    {
        await staging.StartDurableAsync();
        await production.StartDurableAsync();

        await TellEachAsync(staging.Durable, production.Durable);
    }

    [Fact]
    public async Task The_prefix_keeps_nobody_from_hearing_every_environment()
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
    public async Task Permissions_keep_one_environment_from_hearing_the_other(string subject)
    {
        await using var server = new GuardedServer();
        await using var prod = await server.ConnectAsync("prod");
        await using var curious = await server.ConnectAsync("staging");
        await using var allowed = await prod.SubscribeCoreAsync<byte[]>("prod.documents.*");
        await using var forbidden = await curious.SubscribeCoreAsync<byte[]>(subject);
        await prod.PingAsync();
        await curious.PingAsync();

        await curious.PublishAsync("prod.documents.processed", "forged"u8.ToArray());
        await curious.PingAsync();
        await prod.PublishAsync("prod.documents.processed", "genuine"u8.ToArray());

        Assert.Equal("genuine"u8.ToArray(), (await NextAsync(allowed)).Data);
        await prod.PingAsync();
        await curious.PingAsync();
        Assert.False(forbidden.Msgs.TryRead(out _));
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

    private async Task TellEachAsync(IEventPublisher toStaging, IEventPublisher toProduction)
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
