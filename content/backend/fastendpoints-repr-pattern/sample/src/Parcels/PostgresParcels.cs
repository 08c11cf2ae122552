using Npgsql;

namespace Parcels;

public sealed class PostgresParcels(NpgsqlDataSource source) : IParcels
{
    public const string Schema = """
        CREATE TABLE parcel (
            id uuid PRIMARY KEY,
            customer text NOT NULL,
            tracking_number text NOT NULL UNIQUE,
            recipient text NOT NULL,
            street text NOT NULL,
            city text NOT NULL,
            postal_code text NOT NULL,
            weight_grams int NOT NULL CHECK (weight_grams > 0),
            status text NOT NULL DEFAULT 'Booked',
            pickup_point text
        );
        CREATE INDEX parcel_customer ON parcel (customer, id);
        """;

    private const string Columns =
        "id, tracking_number, recipient, street, city, postal_code, weight_grams, status, pickup_point";

    public async Task<Guid> BookAsync(NewParcel parcel, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        await using var insert = source.CreateCommand("""
            INSERT INTO parcel (id, customer, tracking_number, recipient, street, city, postal_code, weight_grams)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """);
        foreach (var value in (object[])[id, parcel.Customer, parcel.TrackingNumber, parcel.Recipient,
                     parcel.Address.Street, parcel.Address.City, parcel.Address.PostalCode,
                     parcel.WeightGrams])
            insert.Parameters.Add(new() { Value = value });
        await insert.ExecuteNonQueryAsync(cancellation);
        return id;
    }

    public async Task<Parcel?> FindAsync(string customer, Guid id, CancellationToken cancellation)
    {
        await using var select = source.CreateCommand(
            $"SELECT {Columns} FROM parcel WHERE id = $1 AND customer = $2");
        select.Parameters.Add(new() { Value = id });
        select.Parameters.Add(new() { Value = customer });
        await using var reader = await select.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Read(reader) : null;
    }

    public async Task<IReadOnlyList<Parcel>> ListAsync(
        string customer, ParcelStatus? status, int take, CancellationToken cancellation)
    {
        var filter = status is null ? "" : "AND status = $3";
        await using var select = source.CreateCommand($"""
            SELECT {Columns} FROM parcel
            WHERE customer = $1 {filter} ORDER BY id DESC LIMIT $2
            """);
        select.Parameters.Add(new() { Value = customer });
        select.Parameters.Add(new() { Value = take });
        if (status is not null)
            select.Parameters.Add(new() { Value = status.ToString()! });
        var parcels = new List<Parcel>();
        await using var reader = await select.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            parcels.Add(Read(reader));
        return parcels;
    }

    public Task<Outcome> ChangeAddressAsync(
        string customer, Guid id, Address address, CancellationToken cancellation) =>
        ChangeAsync("street = $3, city = $4, postal_code = $5", customer, id, cancellation,
            address.Street, address.City, address.PostalCode);

    public Task<Outcome> CancelAsync(string customer, Guid id, CancellationToken cancellation) =>
        ChangeAsync("status = 'Cancelled'", customer, id, cancellation);

    public Task<Outcome> RedirectAsync(
        string customer, Guid id, string pickupPoint, CancellationToken cancellation) =>
        ChangeAsync("pickup_point = $3", customer, id, cancellation, pickupPoint);

    /// <summary>A parcel changes only while it is booked, decided by the row itself.</summary>
    private async Task<Outcome> ChangeAsync(string assignments, string customer, Guid id,
        CancellationToken cancellation, params string[] values)
    {
        await using var update = source.CreateCommand(
            $"UPDATE parcel SET {assignments} WHERE id = $1 AND customer = $2 AND status = 'Booked'");
        foreach (var value in (object[])[id, customer, .. values])
            update.Parameters.Add(new() { Value = value });
        if (await update.ExecuteNonQueryAsync(cancellation) == 1)
            return Outcome.Done;
        return await FindAsync(customer, id, cancellation) is null ? Outcome.NotFound : Outcome.TooLate;
    }

    private static Parcel Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2),
        new(row.GetString(3), row.GetString(4), row.GetString(5)), row.GetInt32(6),
        Enum.Parse<ParcelStatus>(row.GetString(7)), row.IsDBNull(8) ? null : row.GetString(8));
}
