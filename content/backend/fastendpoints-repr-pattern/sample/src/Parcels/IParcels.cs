namespace Parcels;

/// <summary>The parcels of each customer. Nobody sees or changes another customer's.</summary>
public interface IParcels
{
    Task<Guid> BookAsync(NewParcel parcel, CancellationToken cancellation);

    Task<Parcel?> FindAsync(string customer, Guid id, CancellationToken cancellation);

    /// <summary>The newest first.</summary>
    Task<IReadOnlyList<Parcel>> ListAsync(
        string customer, ParcelStatus? status, int take, CancellationToken cancellation);

    Task<Outcome> ChangeAddressAsync(
        string customer, Guid id, Address address, CancellationToken cancellation);

    Task<Outcome> CancelAsync(string customer, Guid id, CancellationToken cancellation);

    Task<Outcome> RedirectAsync(
        string customer, Guid id, string pickupPoint, CancellationToken cancellation);
}
