using System.Diagnostics;
using Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Backends;

/// <summary>
/// The services over HTTP, and a stand-in for Qdrant that answers its query endpoint from
/// the index.
/// </summary>
public static class HttpBackends
{
    public static async Task<WebApplication> StartAsync(
        Services services, HnswIndex index, ServiceTimes times)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");

        foreach (var service in ServiceTimes.Services)
            app.MapGet($"/{service}/{{key}}", async (string key) =>
                Results.Bytes(
                    await services.AnswerAsync(service, key),
                    service == "embedding" ? "application/json" : "text/plain"));

        #region qdrant
        app.MapPost("/collections/{name}/points/query", async (QueryRequest request) =>
        {
            var clock = Stopwatch.StartNew();
            var found = request.@params is { exact: true }
                ? index.SearchExactly(request.query, request.limit)
                : index.Search(request.query, request.limit, request.@params?.hnsw_ef ?? 100);
            await times.CompareAsync(found.Compared);
            var points = found.Hits.Select(hit => new ScoredPoint(hit.Id, 0, 1 - hit.Distance));
            return new QueryResponse(
                new QueryResult([.. points]), "ok", clock.Elapsed.TotalSeconds);
        });
        #endregion

        await app.StartAsync();
        return app;
    }
}
