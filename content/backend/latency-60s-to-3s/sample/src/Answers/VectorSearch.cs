using System.Net.Http.Json;

namespace Answers;

/// <summary>
/// Qdrant's query endpoint, POST /collections/{name}/points/query, as a typed client.
/// </summary>
public sealed class VectorSearch(HttpClient http, string collection, SearchParams parameters)
{
    #region query
    public async Task<int[]> NearestAsync(
        float[] vector, int limit, CancellationToken cancellation = default)
    {
        using var response = await http.PostAsJsonAsync(
            $"/collections/{collection}/points/query",
            new QueryRequest(vector, limit, parameters),
            cancellation);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<QueryResponse>(cancellation);
        return [.. body!.result.points.Select(point => point.id)];
    }
    #endregion
}

#pragma warning disable IDE1006 // the names of the protocol
public sealed record SearchParams(int? hnsw_ef = null, bool exact = false);

public sealed record QueryRequest(float[] query, int limit, SearchParams? @params);

public sealed record QueryResponse(QueryResult result, string status, double time);

public sealed record QueryResult(ScoredPoint[] points);

public sealed record ScoredPoint(int id, int version, float score);
#pragma warning restore IDE1006
