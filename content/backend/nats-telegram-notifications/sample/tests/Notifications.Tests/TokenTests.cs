using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Notifications.Tests;

/// <summary>Where the bot token, which is part of each request's path, can get out.</summary>
[Collection(RealServers.Name)]
public sealed class TokenTests(Fixture servers) : IAsyncLifetime
{
    private Stage stage = null!;

    public async Task InitializeAsync() => stage = await Stage.OpenAsync(servers);

    public Task DisposeAsync() => stage.DisposeAsync().AsTask();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_loggers_of_AddHttpClient_write_the_token(bool removed)
    {
        var logs = new Logs();
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(logs));
        var client = services.AddHttpClient("telegram");
        if (removed)
            client.RemoveAllLoggers();
        await using var provider = services.BuildServiceProvider();
        var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("telegram");
        http.BaseAddress = stage.Telegram.Address;

        await SendAsync(http);

        Assert.Equal(!removed, logs.Text.Contains(TelegramServer.Token));
    }

    [Fact]
    public async Task A_span_of_HttpClient_carries_the_token_and_the_workers_client_makes_none()
    {
        var addresses = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("url.full") is string url
                    && url.StartsWith($"{stage.Telegram.Address}"))
                    addresses.Add(url);
            },
        };
        ActivitySource.AddActivityListener(listener);

        await SendAsync(new HttpClient { BaseAddress = stage.Telegram.Address });
        Assert.Contains(TelegramServer.Token, Assert.Single(addresses));

        await SendAsync(stage.Telegram.Http());
        Assert.Single(addresses);
    }

    [Fact]
    public async Task The_workers_log_never_contains_the_token()
    {
        stage.Telegram.BadGateways = 1;
        stage.Telegram.Blocked.Add(2);
        await stage.PublishAsync(Stage.NewEvent(1));
        await stage.PublishAsync(Stage.NewEvent(2));
        var worker = stage.StartProcess("Logging:LogLevel:Default=Trace");
        await stage.NothingLeftAsync(seconds: 60);
        worker.Terminate();
        await worker.ExitAsync();
        var nowhere = stage.StartProcess(
            "Logging:LogLevel:Default=Trace", "Notifications:Telegram=http://127.0.0.1:9");
        await stage.PublishAsync(Stage.NewEvent(3));
        await nowhere.LogsAsync("refused");

        Assert.Contains("attempt 1", worker.Log);
        Assert.Contains("dead letter", worker.Log);
        Assert.DoesNotContain(TelegramServer.Token, worker.Log);
        Assert.DoesNotContain(TelegramServer.Token, nowhere.Log);
    }

    [Fact]
    public void A_token_is_taken_for_a_scheme_unless_a_slash_stands_before_it()
    {
        var telegram = new Uri("https://api.telegram.org");

        Assert.Equal("bot123456", new Uri(telegram, "bot123456:secret/sendMessage").Scheme);
        Assert.Equal("https", new Uri(telegram, "/bot123456:secret/sendMessage").Scheme);
    }

    private static async Task SendAsync(HttpClient http) => Assert.IsType<Outcome.Sent>(
        await new TelegramClient(http, TelegramServer.Token).SendAsync(1, [new Span("hello")], default));
}
