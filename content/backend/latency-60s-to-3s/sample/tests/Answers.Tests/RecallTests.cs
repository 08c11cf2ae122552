using System.Diagnostics;
using Backends;
using Grpc.Core;
using Offprint.Servers;
using Qdrant.Client.Grpc;

namespace Answers.Tests;

/// <summary>What an approximate search finds, against what it saves.</summary>
[Collection(RealServers.Name)]
public sealed class RecallTests(Fixture fixture)
{
    private const int Queries = 200, Limit = 10;

    private static readonly HashSet<string> Groups = [.. Corpus.GroupsOf("user-1")];

    [Fact]
    public void A_wider_search_finds_more_and_compares_more()
    {
        var queries = Enumerable.Range(0, Queries)
            .Select(n => Corpus.Embed($"recall {n}", fixture.Vectors)).ToArray();
        var exact = queries.Select(
            query => fixture.Index.SearchExactly(query, Limit, IsAllowed)).ToArray();
        var permitted = exact[0].Compared;
        var clock = Stopwatch.StartNew();
        foreach (var query in queries)
            fixture.Index.SearchExactly(query, Limit, IsAllowed);
        var exactMilliseconds = clock.Elapsed.TotalMilliseconds / Queries;

        var rows = new[] { 10, 16, 32, 64, 128, 256 }.ToDictionary(ef => $"ef{ef}", ef =>
        {
            var found = queries.Select(
                query => fixture.Index.Search(query, Limit, ef, IsAllowed)).ToArray();
            var hits = found.Select((result, n) => Ids(result).Intersect(Ids(exact[n])).Count()).Sum();
            var compared = found.Average(result => result.Compared);
            return new Row(
                Math.Round(100.0 * hits / (Queries * Limit), 1),
                Math.Round(compared),
                Math.Round(100 * compared / permitted, 1));
        });

        var (narrow, used, wide) = (rows["ef10"], rows["ef64"], rows["ef256"]);
        Assert.True(narrow.RecallPercent < used.RecallPercent, $"{narrow} {used}");
        Assert.True(used.RecallPercent >= 92, $"{used}");
        Assert.True(wide.RecallPercent >= used.RecallPercent, $"{wide} {used}");
        Assert.True(used.Compared * 5 < permitted, $"{used}");
        Assert.True(used.Compared < wide.Compared, $"{used} {wide}");
        var simulatedSeconds = permitted * new ServiceTimes().MicrosecondsPerDistance
            * ServiceTimes.Scale / 1e6;
        Results.Write("recall.json", new
        {
            passages = Fixture.Passages,
            permitted,
            dimension = Corpus.Dimension,
            queries = Queries,
            kilobytes = Fixture.Passages * Corpus.Dimension * sizeof(float) / 1_024,
            exactMilliseconds = Math.Round(exactMilliseconds, 1),
            simulatedSeconds = Math.Round(simulatedSeconds, 1),
            timesReal = 100 * Math.Round(simulatedSeconds * 10 / exactMilliseconds),
            rows,
        });
    }

    [Fact]
    public async Task The_official_client_gets_the_exact_result_from_the_stand_in()
    {
        await using var stage = await Stage.OpenAsync(fixture, ServiceTimes.None);
        var query = Corpus.Embed("any", fixture.Vectors);

        Assert.Equal(
            Ids(fixture.Index.SearchExactly(query, Limit, IsAllowed)),
            await stage.ExactSearch.NearestAsync(query, [.. Groups], Limit));
    }

    [Fact]
    public async Task The_ef_of_a_query_reaches_the_index()
    {
        await using var stage = await Stage.OpenAsync(fixture, ServiceTimes.None);
        var queries = Enumerable.Range(0, 20)
            .Select(n => Corpus.Embed($"ef {n}", fixture.Vectors)).ToArray();

        foreach (var ef in new[] { 10, 200 })
        {
            var search = new VectorSearch(
                stage.Qdrant, Corpus.Collection, new SearchParams { HnswEf = (ulong)ef });
            foreach (var query in queries)
                Assert.Equal(
                    Ids(fixture.Index.Search(query, Limit, ef, IsAllowed)),
                    await search.NearestAsync(query, [.. Groups], Limit));
        }
        Assert.Contains(queries, query => !Ids(fixture.Index.Search(query, Limit, 10, IsAllowed))
            .SequenceEqual(Ids(fixture.Index.Search(query, Limit, 200, IsAllowed))));
    }

    [Fact]
    public async Task The_stand_in_refuses_a_search_without_the_filter()
    {
        await using var stage = await Stage.OpenAsync(fixture, ServiceTimes.None);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => stage.Qdrant.QueryAsync(
            Corpus.Collection, query: Corpus.Embed("any", fixture.Vectors), limit: Limit));

        Assert.Equal(StatusCode.Unimplemented, refusal.StatusCode);
    }

    private static bool IsAllowed(int id) => Groups.Contains(Corpus.GroupOf(id));

    private static int[] Ids(Found found) => [.. found.Hits.Select(hit => hit.Id)];

    private sealed record Row(double RecallPercent, double Compared, double SharePercent);
}
