using System.Text;

namespace Notifications.Tests;

/// <summary>Escaping and splitting, against a server that reads MarkdownV2.</summary>
public sealed class MessageTests : IAsyncLifetime
{
    private TelegramServer telegram = null!;

    public async Task InitializeAsync() => telegram = await TelegramServer.StartAsync();

    public Task DisposeAsync() => telegram.DisposeAsync().AsTask();

    [Theory]
    [InlineData("Page 3: no text found.")]
    [InlineData("budget_2026-final (1).pdf")]
    [InlineData("*")]
    public async Task What_people_write_is_refused_when_it_is_not_escaped(string text)
    {
        var refused = Assert.IsType<Outcome.Refused>(
            await telegram.Client().SendAsync(1, text, default));

        Assert.Equal(400, refused.Code);
        Assert.Contains("can't parse entities", refused.Why);
    }

    [Fact]
    public void A_token_is_taken_for_a_scheme_unless_a_slash_stands_before_it()
    {
        var telegram = new Uri("https://api.telegram.org");

        Assert.Equal("bot123456", new Uri(telegram, "bot123456:secret/sendMessage").Scheme);
        Assert.Equal("https", new Uri(telegram, "/bot123456:secret/sendMessage").Scheme);
    }

    [Fact]
    public async Task Escaping_the_whole_text_shows_the_stars_of_the_template()
    {
        await SendAsync([new Span("*Processed*")]);

        Assert.Equal("*Processed*", telegram.Messages.Single().Text);
    }

    [Fact]
    public void Any_text_in_any_style_is_read_as_it_was_written()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var spans = RandomText.Spans(random, 40);

            Assert.Equal((Text(spans), null), MarkdownV2Reader.Read(MarkdownV2.Render(spans)));
        }
    }

    [Fact]
    public async Task Cutting_escaped_text_at_the_limit_cuts_into_an_escape()
    {
        Span text = new("a" + new string('.', 3_000));
        var escaped = MarkdownV2.Render([text]);

        await telegram.Client().SendAsync(1, escaped[..4096], default);
        var second = await telegram.Client().SendAsync(1, escaped[4096..], default);

        Assert.EndsWith(".\\", telegram.Messages.Single().Text);
        Assert.Contains("can't parse entities", Assert.IsType<Outcome.Refused>(second).Why);
        await SendAsync([text]);
        Assert.Equal(text.Text, telegram.Messages[^1].Text);
    }

    [Fact]
    public async Task The_limit_counts_what_is_read_and_not_what_is_sent()
    {
        var dots = MarkdownV2.Render([new Span(new string('.', 4_096))]);

        Assert.Equal(8_192, dots.Length);
        Assert.IsType<Outcome.Sent>(await telegram.Client().SendAsync(1, dots, default));
        Assert.IsType<Outcome.Refused>(await telegram.Client().SendAsync(1, dots + "a", default));
    }

    [Fact]
    public void Parts_of_any_message_fit_are_whole_and_say_what_the_message_says()
    {
        var random = new Random(2);
        for (var i = 0; i < 5_000; i++)
        {
            var limit = random.Next(12, 60);
            var spans = RandomText.Spans(random, 200);

            var parts = MessageSplitter.Split(spans, limit);
            var read = parts.Select(part => MarkdownV2Reader.Read(MarkdownV2.Render(part))).ToArray();

            Assert.All(read, part => Assert.Null(part.Error));
            Assert.All(read, part => Assert.InRange(part.Text!.Length, 1, limit));
            Assert.All(read, part => Assert.DoesNotContain('\uFFFD', RoundTrip(part.Text!)));
            Assert.Equal(Visible(Text(spans)), Visible(string.Concat(read.Select(part => part.Text))));
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

        Assert.Equal(["*xxxxxxxxxx*", "*xxxxx*"], parts.Select(MarkdownV2.Render));
    }

    private async Task SendAsync(IEnumerable<Span> spans)
    {
        foreach (var part in MessageSplitter.Split(spans))
            Assert.IsType<Outcome.Sent>(
                await telegram.Client().SendAsync(1, MarkdownV2.Render(part), default));
    }

    private static string Text(IEnumerable<Span> spans) =>
        string.Concat(spans.Select(span => span.Text));

    private static string Visible(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static string RoundTrip(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
