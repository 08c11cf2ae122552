using Microsoft.Extensions.Caching.Hybrid;

namespace Bestsellers;

/// <summary>Like BestsellerPage, with a generation in the key in place of the tag.</summary>
public sealed class GroupedBestsellerPage(HybridCache cache, Generations generations, BestsellerQuery query)
    : IBestsellerPage
{
    private const string Group = "bestsellers";

    public async ValueTask<BestsellerList> GetAsync(int category, CancellationToken cancellation = default) =>
        await cache.GetOrCreateAsync(
            await generations.KeyAsync(Group, $"{category}", cancellation),
            (query, category),
            static (load, cancellation) => load.query.RunAsync(load.category, cancellation),
            cancellationToken: cancellation);

    public ValueTask ForgetAllAsync(CancellationToken cancellation = default) =>
        generations.ForgetAsync(Group, cancellation);
}
