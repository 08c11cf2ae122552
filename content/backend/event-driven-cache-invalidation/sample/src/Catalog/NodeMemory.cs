using Microsoft.Extensions.Caching.Memory;

namespace Catalog;

/// <summary>One node's own memory: the fastest layer, and the one nobody else can reach.</summary>
public sealed class NodeMemory(CatalogSettings settings) : IDisposable
{
    private readonly Lock gate = new();
    private readonly MemoryCache values =
        new(new MemoryCacheOptions { SizeLimit = settings.MemoryCapacity });
    private readonly MemoryCache floors = new(new MemoryCacheOptions());
    private long epoch;
    private volatile bool trusted;

    /// <summary>False while events may be passing this node by.</summary>
    public bool Trusted => trusted;

    public int Count => values.Count;

    /// <summary>Taken before a value is read; Fill refuses it if the epoch has changed.</summary>
    public long Epoch => Interlocked.Read(ref epoch);

    #region memory
    public Product? TryGet(string id) => trusted ? values.Get<Product>(id) : null;

    /// <summary>False when an event has said that this version is stale.</summary>
    public bool Accepts(Product product) => product.Version >= Floor(product.Id);

    public void Fill(Product product, long begunIn)
    {
        lock (gate)
        {
            if (!trusted || begunIn != epoch || !Accepts(product))
                return;
            if (values.Get<Product>(product.Id)?.Version > product.Version)
                return;
            values.Set(product.Id, product, new MemoryCacheEntryOptions
                { Size = 1, AbsoluteExpirationRelativeToNow = settings.Life });
        }
    }

    public void Invalidate(Invalidation stale)
    {
        lock (gate)
        {
            if (stale.Version > Floor(stale.Id))
                floors.Set(stale.Id, stale.Version, settings.FloorLife);
            if (values.Get<Product>(stale.Id)?.Version < stale.Version)
                values.Remove(stale.Id);
        }
    }
    #endregion

    /// <summary>Events may have been missed: forget everything, and hold nothing.</summary>
    public void Distrust()
    {
        lock (gate)
        {
            trusted = false;
            epoch++;
            values.Clear();
        }
    }

    /// <summary>
    /// Every event from now on will arrive, unless the epoch has changed since the question
    /// was asked. What is being read now may be old.
    /// </summary>
    public void Trust(long askedIn)
    {
        lock (gate)
        {
            if (askedIn != epoch)
                return;
            epoch++;
            trusted = true;
        }
    }

    /// <summary>An event was missed, and the next will arrive: forget, and go on.</summary>
    public void Reset()
    {
        lock (gate)
        {
            epoch++;
            values.Clear();
        }
    }

    public void Dispose()
    {
        values.Dispose();
        floors.Dispose();
    }

    private long Floor(string id) => floors.Get<long?>(id) ?? 0;
}
