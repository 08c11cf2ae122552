using Asp.Versioning;
using Parcels.Api.Features;

namespace Parcels.Api;

public static class Endpoints
{
    #region map
    public static void MapParcels(this IEndpointRouteBuilder app)
    {
        var versions = app.NewApiVersionSet()
            .HasApiVersion(new ApiVersion(1)).HasApiVersion(new ApiVersion(2)).Build();
        var group = app.MapGroup("/v{version:apiVersion}/parcels")
            .WithApiVersionSet(versions).RequireAuthorization();

        var v1 = group.MapGroup("").MapToApiVersion(1);
        v1.MapBookParcel();
        v1.MapGetParcel();
        v1.MapListParcels();
        v1.MapChangeAddress();
        v1.MapCancelParcel();
        v1.MapRedirectParcel();

        var v2 = group.MapGroup("").MapToApiVersion(2);
        v2.MapGetParcelV2();
    }
    #endregion
}
