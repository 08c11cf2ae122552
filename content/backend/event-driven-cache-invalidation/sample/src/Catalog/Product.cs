using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog;

/// <summary>Version goes up by one with every change of the row.</summary>
public sealed record Product(string Id, decimal Price, long Version)
{
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static Product FromJson(byte[] json) =>
        JsonSerializer.Deserialize<Product>(json)
        ?? throw new JsonException("a cached product is null");
}

/// <summary>Whatever is older than this version of the product is stale.</summary>
public sealed record Invalidation(string Id, long Version);

/// <summary>An invalidation on its way to the nodes, numbered so that a loss shows.</summary>
public sealed record InvalidationEvent(long Number, string Id, long Version)
{
    [JsonIgnore]
    public Invalidation Stale => new(Id, Version);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>Null when the message cannot be read.</summary>
    public static InvalidationEvent? TryFromJson(byte[]? json)
    {
        try
        {
            return JsonSerializer.Deserialize<InvalidationEvent>(json ?? [])
                is { Id: not null } read ? read : null;
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
