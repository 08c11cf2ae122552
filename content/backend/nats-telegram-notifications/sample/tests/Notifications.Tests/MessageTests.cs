using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace Notifications.Tests;

/// <summary>Styles and splitting, against a server that checks both.</summary>
public sealed class MessageTests : IAsyncLifetime
{
    private TelegramServer telegram = null!;

    public async Task InitializeAsync() => telegram = await TelegramServer.StartAsync();

    public Task DisposeAsync() => telegram.DisposeAsync().AsTask();

    [Theory]
    [InlineData("Page 3: no text found.")]
    [InlineData("budget_2026-final (1).pdf")]
    [InlineData("*")]
    public async Task What_people_write_is_refused_as_MarkdownV2_and_accepted_with_entities(string text)
    {
        using var raw = await telegram.Http().PostAsJsonAsync(
            $"/bot{TelegramServer.Token}/sendMessage",
            new { chat_id = 1, text, parse_mode = "MarkdownV2" });
        Assert.Equal(HttpStatusCode.BadRequest, raw.StatusCode);

        await SendAsync([new Span(text, Style.Bold)]);
        Assert.Equal(text, telegram.Messages.Single().Text);
    }

    [Fact]
    public async Task Any_text_arrives_as_written_and_in_its_style()
    {
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var spans = RandomText.Spans(random, 40);
            await SendAsync([new Span("."), .. spans]);

            var arrived = telegram.Messages[^1];
            Assert.Equal("." + Text(spans), arrived.Text);
            Assert.Equal(
                spans.Where(span => span.Style != Style.Plain)
                    .Select(span => (span.Style.ToString().ToLowerInvariant(), span.Text)),
                arrived.Entities.Select(
                    one => (one.Type, arrived.Text.Substring(one.Offset, one.Length))));
        }
    }

    [Fact]
    public async Task The_limit_is_4096_characters()
    {
        Span dots = new(new string('.', 4_096));

        Assert.IsType<Outcome.Sent>(await telegram.Client().SendAsync(1, [dots], default));
        Assert.IsType<Outcome.Refused>(
            await telegram.Client().SendAsync(1, [dots, new Span("a")], default));
    }

    [Fact]
    public async Task A_report_longer_than_a_message_arrives_in_parts_that_are_whole()
    {
        string[] findings =
            [.. Enumerable.Range(1, 300).Select(n => $"Page {n}: no text found, scan again.")];
        var report = DocumentMessage.Of(new("id", "w1", "long.pdf", 300, findings), failed: false);

        await SendAsync(report);

        Assert.Equal(3, telegram.Messages.Count);
        Assert.Equal(Text(report), string.Concat(telegram.Messages.Select(one => one.Text)));
        Assert.All(telegram.Messages, one => Assert.EndsWith("scan again.", one.Text.Trim()));
    }

    [Fact]
    public void Parts_of_any_message_fit_are_whole_and_say_what_the_message_says()
    {
        var random = new Random(2);
        for (var i = 0; i < 5_000; i++)
        {
            var limit = random.Next(12, 60);
            var spans = RandomText.Spans(random, 200);

            var parts = MessageSplitter.Split(spans, limit).Select(Text).ToArray();

            Assert.All(parts, part => Assert.InRange(part.Length, 1, limit));
            Assert.All(parts, part => Assert.DoesNotContain('\uFFFD', RoundTrip(part)));
            Assert.Equal(Visible(Text(spans)), Visible(string.Concat(parts)));
        }
    }

    [Fact]
    public void A_part_ends_behind_a_line_if_there_is_one_and_never_within_an_emoji()
    {
        var lines = MessageSplitter.Split([new Span("one two\nthree four\nfive")], limit: 20);
        var family = MessageSplitter.Split([new Span("ab👨‍👩‍👧‍👦cd")], limit: 12);

        Assert.Equal(["one two\nthree four\n", "five"], lines.Select(Text));
        Assert.Equal(["ab", "👨‍👩‍👧‍👦c", "d"], family.Select(Text));
    }

    [Fact]
    public void Bold_that_is_cut_is_bold_in_both_parts()
    {
        var parts = MessageSplitter.Split([new Span(new string('x', 15), Style.Bold)], limit: 10);

        Assert.Equal(
            [new MessageEntity("bold", 0, 10), new MessageEntity("bold", 0, 5)],
            parts.SelectMany(part => MessageEntity.Render(part).Entities));
    }

    private async Task SendAsync(IEnumerable<Span> spans)
    {
        foreach (var part in MessageSplitter.Split(spans))
            Assert.IsType<Outcome.Sent>(
                await telegram.Client().SendAsync(1, part, default));
    }

    private static string Text(IEnumerable<Span> spans) =>
        string.Concat(spans.Select(span => span.Text));

    private static string Visible(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static string RoundTrip(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
