using System.Diagnostics;
using Grpc.Core;
using Qdrant.Client.Grpc;

namespace Backends;

/// <summary>
/// Qdrant's Points service, as far as the sample calls it: Query with one dense vector, a
/// filter on the payload's group, hnsw_ef and exact. It answers from the sample's index
/// and charges simulated time for each distance; every other request is refused.
/// </summary>
public sealed class QdrantStandIn(HnswIndex index, ServiceTimes times) : PointsBase
{
    /// <summary>Qdrant takes the graph's ef_construct where a query names no ef.</summary>
    private const int DefaultEf = 100;

    #region query
    public override async Task<QueryResponse> Query(
        QueryPoints request, ServerCallContext context)
    {
        var clock = Stopwatch.StartNew();
        var groups = GroupsOf(request);
        var vector = request.Query.Nearest.Dense.Data.ToArray();
        var limit = (int)request.Limit;
        var found = request.Params is { Exact: true }
            ? index.SearchExactly(vector, limit, IsAllowed)
            : index.Search(
                vector, limit,
                request.Params is { HasHnswEf: true } given ? (int)given.HnswEf : DefaultEf,
                IsAllowed);
        await times.CompareAsync(found.Compared, context.CancellationToken);
        var response = new QueryResponse { Time = clock.Elapsed.TotalSeconds };
        response.Result.AddRange(found.Hits.Select(hit => new ScoredPoint
        {
            Id = new PointId { Num = (ulong)hit.Id },
            Score = 1 - hit.Distance,
        }));
        return response;

        bool IsAllowed(int id) => groups.Contains(Corpus.GroupOf(id));
    }
    #endregion

    private static HashSet<string> GroupsOf(QueryPoints request)
    {
        if (request.CollectionName != Corpus.Collection)
            throw Refused(StatusCode.NotFound, $"Collection `{request.CollectionName}` doesn't exist!");
        if (request.Query?.Nearest?.Dense is null)
            throw Refused(StatusCode.Unimplemented, "only queries by one dense vector");
        if (request.Filter is not { Should.Count: 0, MustNot.Count: 0, MinShould: null } filter
            || filter.Must is not [{ Field: { Key: "group", Match.Keywords: { } keywords } }])
            throw Refused(StatusCode.Unimplemented, "only the filter: group is one of these");
        return [.. keywords.Strings];
    }

    private static RpcException Refused(StatusCode code, string why) => new(new Status(code, why));
}
