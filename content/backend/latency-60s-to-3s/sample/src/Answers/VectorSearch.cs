using Qdrant.Client;
using Qdrant.Client.Grpc;

namespace Answers;

/// <summary>The passages nearest to a vector, among those that the reader may see.</summary>
public sealed class VectorSearch(QdrantClient qdrant, string collection, SearchParams parameters)
{
    #region query
    public async Task<int[]> NearestAsync(
        float[] vector, string[] groups, ulong limit, CancellationToken cancellation = default)
    {
        var points = await qdrant.QueryAsync(
            collection,
            query: vector,
            filter: Conditions.Match("group", groups),
            searchParams: parameters,
            limit: limit,
            cancellationToken: cancellation);
        return [.. points.Select(point => (int)point.Id.Num)];
    }
    #endregion
}
