namespace Notifications.Tests;

/// <summary>What Telegram can answer, and what becomes of the event.</summary>
[Collection(RealServers.Name)]
public sealed class AnswerTests(Fixture servers) : IAsyncLifetime
{
    private Stage stage = null!;

    public async Task InitializeAsync() => stage = await Stage.OpenAsync(servers);

    public Task DisposeAsync() => stage.DisposeAsync().AsTask();

    [Fact]
    public async Task What_cannot_be_delivered_is_stored_as_a_dead_letter_and_the_rest_goes_on()
    {
        stage.Telegram.Blocked.Add(1);
        await stage.StartDurableAsync();

        var blocked = Stage.NewEvent(workspace: 1);
        await stage.PublishAsync(blocked);
        await stage.JetStream.PublishAsync(stage.Subjects.Processed, "not JSON"u8.ToArray());
        await stage.PublishAsync(Stage.NewEvent(workspace: 999));
        await stage.JetStream.PublishAsync(
            stage.Subjects.Processed, (Stage.NewEvent() with { Id = "no key!" }).ToJson());
        await stage.PublishAsync(Stage.NewEvent(workspace: 2));
        await stage.NothingLeftAsync();

        Assert.Equal([2L], stage.Telegram.Messages.Select(one => one.Chat));
        var letters = await stage.DeadLettersAsync();
        Assert.Equal(
            ["Forbidden: bot was blocked by the user", "no chat for w999", "not an event", "not an event"],
            letters.Select(letter => letter.Reason).Order());
        Assert.Contains(letters, letter =>
            letter.Subject == stage.Subjects.Processed && letter.Event.SequenceEqual(blocked.ToJson()));
    }

    [Fact]
    public async Task An_event_is_taken_out_only_after_its_dead_letter_is_stored()
    {
        stage.Telegram.Blocked.Add(1);
        await stage.JetStream.DeleteStreamAsync(stage.Subjects.DeadLetterStream);
        await stage.StartDurableAsync();

        await stage.PublishAsync(Stage.NewEvent());
        await Eventually.TrueAsync(
            () => stage.Logs.Text.Contains("is left to the next delivery"), () => stage.Logs.Text, 30);
        Assert.Equal(1, await stage.StoredAsync());

        await Streams.EnsureAsync(stage.JetStream, stage.Subjects);
        await stage.NothingLeftAsync();
        Assert.Single(await stage.DeadLettersAsync());
    }

    [Fact]
    public async Task An_event_older_than_a_day_is_a_dead_letter_and_no_message()
    {
        await stage.PublishAsync(Stage.NewEvent());
        await Task.Delay(1_100);
        await stage.StartDurableAsync(
            settings: Stage.Settings with { Stale = TimeSpan.FromSeconds(1) });
        await stage.NothingLeftAsync();

        Assert.Empty(stage.Telegram.Messages);
        Assert.Equal(["too old"], (await stage.DeadLettersAsync()).Select(letter => letter.Reason));
    }

    [Fact]
    public async Task A_group_that_became_a_supergroup_gets_its_message_under_the_new_id()
    {
        stage.Telegram.Migrated[-7] = -1_000_000_000_007;
        var first = await stage.StartDurableAsync();

        await stage.PublishAsync(Stage.NewEvent() with { Workspace = "g7" });
        await stage.NothingLeftAsync();
        await first.StopAsync();
        await stage.StartDurableAsync();
        await stage.PublishAsync(Stage.NewEvent() with { Workspace = "g7" });
        await stage.NothingLeftAsync();

        Assert.Equal(
            [-1_000_000_000_007, -1_000_000_000_007],
            stage.Telegram.Messages.Select(one => one.Chat));
        Assert.Equal(3, stage.Telegram.Calls); // the second worker knows the new id
        Assert.Empty(await stage.DeadLettersAsync());
    }

    [Fact]
    public async Task A_gateways_error_page_is_retried_and_logged()
    {
        stage.Telegram.BadGateways = 2;
        await stage.StartDurableAsync();

        await stage.PublishAsync(Stage.NewEvent());
        await stage.NothingLeftAsync();

        Assert.Single(stage.Telegram.Messages);
        Assert.Contains("attempt 2", stage.Logs.Text);
    }

    [Fact]
    public async Task After_a_failure_the_next_event_of_the_chat_overtakes()
    {
        stage.Telegram.BadGateways = 1;
        await stage.StartDurableAsync();

        await stage.PublishAsync(Stage.NewEvent(1, "first.pdf"));
        await stage.PublishAsync(Stage.NewEvent(1, "second.pdf"));
        await stage.NothingLeftAsync();

        Assert.Equal(
            ["Processed: second.pdf (3 pages)", "Processed: first.pdf (3 pages)"],
            stage.Telegram.Messages.Select(one => one.Text));
    }
}
