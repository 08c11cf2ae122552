using Google.Protobuf;
using Grpc.Core;
using Qdrant.Client.Grpc;

namespace Backends;

/// <summary>
/// The server's side of Qdrant's gRPC service Points, one method of it. The package
/// Qdrant.Client has the messages and the client only.
/// </summary>
[BindServiceMethod(typeof(PointsBase), nameof(Bind))]
public abstract class PointsBase
{
    private static readonly Method<QueryPoints, QueryResponse> QueryMethod = new(
        MethodType.Unary, Points.Descriptor.FullName, nameof(Query),
        Marshallers.Create(request => request.ToByteArray(), QueryPoints.Parser.ParseFrom),
        Marshallers.Create(response => response.ToByteArray(), QueryResponse.Parser.ParseFrom));

    public abstract Task<QueryResponse> Query(QueryPoints request, ServerCallContext context);

    public static void Bind(ServiceBinderBase binder, PointsBase? service) => binder.AddMethod(
        QueryMethod,
        service is null ? null : new UnaryServerMethod<QueryPoints, QueryResponse>(service.Query));
}
