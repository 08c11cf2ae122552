using System.Text.Json;

namespace Catalog;

/// <summary>Version goes up by one with every change of the row.</summary>
public sealed record Product(string Id, decimal Price, long Version)
{
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static Product FromJson(byte[] json) => JsonSerializer.Deserialize<Product>(json)!;
}

/// <summary>Whatever is older than this version of the product is stale.</summary>
public sealed record Invalidation(string Id, long Version)
{
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>Null when the message cannot be read.</summary>
    public static Invalidation? TryFromJson(byte[]? json)
    {
        try
        {
            return JsonSerializer.Deserialize<Invalidation>(json ?? []) is { Id: not null } read
                ? read
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

public interface IProducts
{
    Task<Product?> ReadAsync(string id, CancellationToken cancellation = default);

    Task<Product> SetPriceAsync(
        string id, decimal price, CancellationToken cancellation = default);
}
