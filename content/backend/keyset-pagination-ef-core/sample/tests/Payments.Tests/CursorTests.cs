using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;

namespace Payments.Tests;

/// <summary>The cursor as clients see it, and the statement that it becomes.</summary>
[Collection(RealPostgres.Name)]
public sealed class CursorTests(Postgres postgres)
{
    private static readonly PageCursor Good =
        new(new(2026, 11, 5, 8, 30, 0, DateTimeKind.Utc), 4711);

    [Fact]
    public async Task EF_Core_sends_a_row_comparison_with_parameters()
    {
        await using var database = await postgres.DatabaseAsync();
        await database.PageAsync(after: Good, account: 7);

        var shown = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "after.sql"));
        Assert.Equal(shown.ReplaceLineEndings("\n").Trim(), database.Log.Last.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_cursor_comes_back_the_same_to_the_microsecond()
    {
        var random = new Random(4);
        for (var i = 0; i < 10_000; i++)
        {
            var ticks = random.NextInt64(DateTime.MaxValue.Ticks / 10) * 10;
            var cursor = new PageCursor(
                new(ticks, DateTimeKind.Utc), random.NextInt64(1, long.MaxValue));
            Assert.Equal(cursor, PageCursor.Parse(cursor.ToString(), null));
        }
    }

    [Fact]
    public void A_cursor_needs_no_escaping_in_a_url() =>
        Assert.Equal(Good.ToString(), Uri.EscapeDataString(Good.ToString()));

    public static TheoryData<string, string> BadCursors() => new()
    {
        { "a page number", "2" },
        { "an id", "4711" },
        { "too short", Good.ToString()[..^1] },
        { "too long", Good + "A" },
        { "another alphabet", "*" + Good.ToString()[1..] },
        { "padding", Good.ToString()[..^1] + "=" },
        { "another list", With(0, 2) },
        { "a time after year 9999", With(1, 0x7f) },
        { "a time before year 1", With(1, 0x80) },
        { "a negative id", With(9, 0x80) },
    };

    [Theory]
    [MemberData(nameof(BadCursors))]
    public async Task A_damaged_cursor_gets_400_and_no_query(string fault, string token)
    {
        await using var database = await postgres.DatabaseAsync();
        await using var api = new PaymentsApi(database);
        using var http = api.CreateClient();

        using var good = await http.GetAsync($"/accounts/1/payments?after={Good}");
        var before = database.Log.Count;
        using var bad = await http.GetAsync($"/accounts/1/payments?after={token}");

        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        Assert.Contains("< (", database.Log.Last);
        Assert.True(bad.StatusCode == HttpStatusCode.BadRequest, $"{fault}: {bad.StatusCode}");
        Assert.Equal("application/problem+json", bad.Content.Headers.ContentType?.MediaType);
        Assert.Equal(before, database.Log.Count);
    }

    [Fact]
    public async Task Random_bytes_get_400_or_a_page_and_never_500()
    {
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(50);
        await using var api = new PaymentsApi(database);
        using var http = api.CreateClient();
        var random = new Random(5);
        var answers = new Dictionary<HttpStatusCode, int>();
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = new byte[17];
            random.NextBytes(bytes);
            bytes[0] = 1;
            if (i % 2 == 0)
                bytes[1] = bytes[9] = 0;
            using var response = await http.GetAsync(
                $"/accounts/1/payments?{(i % 4 < 2 ? "after" : "before")}={Base64Url.EncodeToString(bytes)}");
            answers[response.StatusCode] = answers.GetValueOrDefault(response.StatusCode) + 1;
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.BadRequest], answers.Keys.Order());
        Assert.InRange(answers[HttpStatusCode.OK], 1_000, 1_999);
    }

    [Fact]
    public async Task The_cursor_of_another_account_shows_none_of_its_payments()
    {
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(100, account: "1 + i % 2");
        await using var api = new PaymentsApi(database);
        using var http = api.CreateClient();

        var theirs = await http.GetFromJsonAsync<Page>("/accounts/2/payments");
        var mine = await http.GetFromJsonAsync<Page>($"/accounts/1/payments?after={theirs!.Next}");

        Assert.All(theirs.Items, row => Assert.Equal(2, row.AccountId));
        Assert.Equal(20, mine!.Items.Count);
        Assert.All(mine.Items, row => Assert.Equal(1, row.AccountId));
    }

    [Theory]
    [InlineData("size=0")]
    [InlineData("size=201")]
    [InlineData("size=many")]
    [InlineData("both")]
    public async Task A_size_out_of_range_or_two_cursors_get_400(string query)
    {
        await using var database = await postgres.DatabaseAsync();
        await using var api = new PaymentsApi(database);
        using var http = api.CreateClient();

        using var response = await http.GetAsync("/accounts/1/payments?"
            + (query == "both" ? $"after={Good}&before={Good}" : query));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_client_reads_the_list_to_its_end_by_following_next()
    {
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(50);
        await using var api = new PaymentsApi(database);
        using var http = api.CreateClient();
        var seen = new List<long>();
        var url = "/accounts/1/payments?size=20";
        for (var next = url; next is not null;)
        {
            var page = await http.GetFromJsonAsync<Page>(next);
            seen.AddRange(page!.Items.Select(row => row.Id));
            next = page.Next is null ? null : $"{url}&after={page.Next}";
        }

        Assert.Equal(Enumerable.Range(1, 50).Reverse().Select(id => (long)id), seen);
    }

    private static string With(int index, byte value)
    {
        var bytes = Base64Url.DecodeFromChars(Good.ToString());
        bytes[index] = value;
        return Base64Url.EncodeToString(bytes);
    }
}
