using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Backends;
using Offprint.Servers;

namespace Answers.Tests;

/// <summary>What an approximate search finds, against what it saves.</summary>
[Collection(RealServers.Name)]
public sealed class RecallTests(Fixture fixture)
{
    private const int Queries = 200, Limit = 10;

    [Fact]
    public void A_wider_search_finds_more_and_compares_more()
    {
        var queries = Enumerable.Range(0, Queries)
            .Select(n => Corpus.Embed($"recall {n}", fixture.Vectors)).ToArray();
        var clock = Stopwatch.StartNew();
        var truth = queries.Select(query => Ids(fixture.Index.SearchExactly(query, Limit))).ToArray();
        var exactMicroseconds = clock.Elapsed.TotalMicroseconds / Queries;

        var rows = new[] { 10, 16, 32, 64, 128, 256 }.ToDictionary(ef => $"ef{ef}", ef =>
        {
            clock.Restart();
            var found = queries.Select(query => fixture.Index.Search(query, Limit, ef)).ToArray();
            var microseconds = clock.Elapsed.TotalMicroseconds / Queries;
            var hits = found.Select((result, n) => Ids(result).Intersect(truth[n]).Count()).Sum();
            return new Row(
                Math.Round(100.0 * hits / (Queries * Limit), 1),
                Math.Round(found.Average(result => result.Compared)),
                Math.Round(microseconds));
        });

        var (narrow, used, wide) = (rows["ef10"], rows["ef64"], rows["ef256"]);
        Assert.True(narrow.RecallPercent < used.RecallPercent, $"{narrow} {used}");
        Assert.True(used.RecallPercent >= 95, $"{used}");
        Assert.True(wide.RecallPercent >= used.RecallPercent, $"{wide} {used}");
        Assert.True(used.Compared * 5 < Fixture.Passages, $"{used}");
        Assert.True(used.Compared < wide.Compared, $"{used} {wide}");
        Results.Write("recall.json", new
        {
            passages = Fixture.Passages,
            dimension = Corpus.Dimension,
            queries = Queries,
            exactMicroseconds = Math.Round(exactMicroseconds),
            rows,
            usedSharePercent = Math.Round(100.0 * used.Compared / Fixture.Passages, 1),
        });
    }

    [Fact]
    public async Task The_stand_in_answers_in_the_shape_of_Qdrant()
    {
        await using var stage = await Stage.OpenAsync(fixture, ServiceTimes.None);
        var query = Corpus.Embed("any", fixture.Vectors);

        using var response = await stage.Http.PostAsJsonAsync(
            "/collections/passages/points/query",
            new { query, limit = 3, @params = new { hnsw_ef = 128, exact = false } });
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("ok", body.GetProperty("status").GetString());
        Assert.True(body.GetProperty("time").GetDouble() >= 0);
        var points = body.GetProperty("result").GetProperty("points").EnumerateArray().ToArray();
        Assert.Equal(3, points.Length);
        Assert.All(points, point => Assert.True(
            point.TryGetProperty("id", out _) && point.TryGetProperty("version", out _)
            && point.TryGetProperty("score", out _)));
        var scores = points.Select(point => point.GetProperty("score").GetDouble()).ToArray();
        Assert.Equal(scores.OrderDescending(), scores);
    }

    [Fact]
    public async Task Exact_search_over_the_protocol_is_the_truth()
    {
        await using var stage = await Stage.OpenAsync(fixture, ServiceTimes.None);
        var query = Corpus.Embed("any", fixture.Vectors);

        Assert.Equal(
            Ids(fixture.Index.SearchExactly(query, Limit)),
            await stage.ExactSearch.NearestAsync(query, Limit));
    }

    private static int[] Ids(Found found) => [.. found.Hits.Select(hit => hit.Id)];

    private sealed record Row(double RecallPercent, double Compared, double Microseconds);
}
