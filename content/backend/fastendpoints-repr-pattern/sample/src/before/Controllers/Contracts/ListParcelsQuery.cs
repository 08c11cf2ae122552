namespace Parcels.Api.Contracts;

public sealed record ListParcelsQuery(ParcelStatus? Status, int Take = 20);
