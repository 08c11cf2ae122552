using Npgsql;

namespace Catalog;

public sealed class ProductTable(NpgsqlDataSource database) : IProducts
{
    public const string Schema = """
        CREATE TABLE product (
            id      text    PRIMARY KEY,
            price   numeric NOT NULL,
            version bigint  NOT NULL DEFAULT 1
        );
        CREATE TABLE invalidation (
            seq        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            product_id text        NOT NULL,
            version    bigint      NOT NULL,
            noted_at   timestamptz NOT NULL DEFAULT now()
        );
        """;

    #region set-price
    private const string SetPrice = """
        WITH changed AS (
            UPDATE product SET price = $2, version = version + 1
            WHERE id = $1
            RETURNING id, price, version
        ), noted AS (
            INSERT INTO invalidation (product_id, version)
            SELECT id, version FROM changed
        )
        SELECT id, price, version FROM changed
        """;
    #endregion

    private const string Delete = """
        WITH gone AS (
            DELETE FROM product WHERE id = $1 RETURNING id, version
        )
        INSERT INTO invalidation (product_id, version)
        SELECT id, version + 1 FROM gone
        """;

    public async Task<Product?> ReadAsync(string id, CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand(
            "SELECT id, price, version FROM product WHERE id = $1");
        command.Parameters.AddWithValue(id);
        return await ReadOneAsync(command, cancellation);
    }

    public async Task<Product> SetPriceAsync(
        string id, decimal price, CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand(SetPrice);
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(price);
        return await ReadOneAsync(command, cancellation)
            ?? throw new KeyNotFoundException($"there is no product {id}");
    }

    /// <summary>The invalidation is one version above the last, so no old row is kept.</summary>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand(Delete);
        command.Parameters.AddWithValue(id);
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    public async Task AddAsync(
        string id, decimal price, CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand(
            "INSERT INTO product (id, price) VALUES ($1, $2)");
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(price);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<Product?> ReadOneAsync(
        NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation)
            ? new Product(rows.GetString(0), rows.GetDecimal(1), rows.GetInt64(2))
            : null;
    }
}
