using Microsoft.Extensions.Caching.Hybrid;

namespace Bestsellers;

public interface IBestsellerPage
{
    ValueTask<BestsellerList> GetAsync(int category, CancellationToken cancellation = default);
}

#region page
public sealed class BestsellerPage(HybridCache cache, BestsellerQuery query) : IBestsellerPage
{
    public const string Tag = "bestsellers";

    public static string Key(int category) => $"bestsellers:{category}";

    public ValueTask<BestsellerList> GetAsync(int category, CancellationToken cancellation = default) =>
        cache.GetOrCreateAsync(
            Key(category),
            (query, category),
            static (load, cancellation) => load.query.RunAsync(load.category, cancellation),
            tags: [Tag, $"category:{category}"],
            cancellationToken: cancellation);

    /// <summary>After a change in one category.</summary>
    public ValueTask ForgetAsync(int category, CancellationToken cancellation = default) =>
        cache.RemoveAsync(Key(category), cancellation);

    /// <summary>After a change in all categories.</summary>
    public ValueTask ForgetAllAsync(CancellationToken cancellation = default) =>
        cache.RemoveByTagAsync(Tag, cancellation);
}
#endregion
