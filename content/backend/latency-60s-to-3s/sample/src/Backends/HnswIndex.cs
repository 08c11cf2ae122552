using System.Numerics;
using System.Runtime.InteropServices;

namespace Backends;

/// <summary>
/// Hierarchical navigable small world graph (Malkov and Yashunin, 2016) over unit vectors,
/// built in one go and read-only after that. The distance is one minus the dot product.
/// </summary>
public sealed class HnswIndex
{
    private readonly float[][] vectors;
    private readonly List<int>[][] links;
    private readonly int perLevel;
    private readonly int entry;

    public HnswIndex(float[][] vectors, int m = 16, int efConstruction = 100, int seed = 1)
    {
        this.vectors = vectors;
        perLevel = m;
        links = new List<int>[vectors.Length][];
        var random = new Random(seed);
        entry = 0;
        for (var id = 0; id < vectors.Length; id++)
        {
            var level = (int)(-Math.Log(1 - random.NextDouble()) / Math.Log(m));
            links[id] = [.. Enumerable.Range(0, level + 1).Select(_ => new List<int>())];
            if (id == 0)
                continue;
            Insert(id, level, efConstruction);
            if (level >= links[entry].Length)
                entry = id;
        }
    }

    public int Count => vectors.Length;

    #region hnsw-search
    public Found Search(float[] query, int limit, int ef, Func<int, bool> allowed)
    {
        var compared = 0;
        var nearest = entry;
        for (var level = links[entry].Length - 1; level > 0; level--)
            nearest = Explore(query, nearest, level, ef: 1, All, ref compared)[0].Id;
        var best = Explore(
            query, nearest, level: 0, Math.Max(ef, limit), allowed, ref compared);
        return new Found([.. best.Take(limit)], compared);
    }

    /// <summary>
    /// Best-first over one level, keeping the ef nearest allowed ones seen so far. The walk
    /// also passes through points that are not allowed.
    /// </summary>
    private List<Hit> Explore(
        float[] query, int start, int level, int ef, Func<int, bool> allowed, ref int compared)
    {
        var first = Distance(query, vectors[start], ref compared);
        var seen = new HashSet<int> { start };
        var open = new PriorityQueue<int, float>([(start, first)]);
        var kept = new PriorityQueue<int, float>();
        if (allowed(start))
            kept.Enqueue(start, -first);
        while (open.TryDequeue(out var here, out var distance))
        {
            kept.TryPeek(out _, out var farthest);
            if (kept.Count == ef && distance > -farthest)
                break;
            foreach (var next in links[here][level])
            {
                if (!seen.Add(next))
                    continue;
                var reached = Distance(query, vectors[next], ref compared);
                kept.TryPeek(out _, out farthest);
                if (kept.Count == ef && reached >= -farthest)
                    continue;
                open.Enqueue(next, reached);
                if (!allowed(next))
                    continue;
                kept.Enqueue(next, -reached);
                if (kept.Count > ef)
                    kept.Dequeue();
            }
        }
        return [.. kept.UnorderedItems.Select(item => new Hit(item.Element, -item.Priority))
            .OrderBy(hit => hit.Distance)];
    }
    #endregion

    public Found SearchExactly(float[] query, int limit, Func<int, bool> allowed)
    {
        var compared = 0;
        var all = new List<Hit>(vectors.Length);
        for (var id = 0; id < vectors.Length; id++)
            if (allowed(id))
                all.Add(new Hit(id, Distance(query, vectors[id], ref compared)));
        return new Found([.. all.OrderBy(hit => hit.Distance).Take(limit)], compared);
    }

    private void Insert(int id, int level, int ef)
    {
        var ignored = 0;
        var query = vectors[id];
        var nearest = entry;
        for (var above = links[entry].Length - 1; above > level; above--)
            nearest = Explore(query, nearest, above, ef: 1, All, ref ignored)[0].Id;
        for (var at = Math.Min(level, links[entry].Length - 1); at >= 0; at--)
        {
            var near = Explore(query, nearest, at, ef, All, ref ignored);
            nearest = near[0].Id;
            var room = at == 0 ? 2 * perLevel : perLevel;
            foreach (var neighbour in Diverse(near, perLevel))
            {
                links[id][at].Add(neighbour);
                links[neighbour][at].Add(id);
                if (links[neighbour][at].Count > room)
                    Prune(neighbour, at, room);
            }
        }
    }

    private void Prune(int id, int level, int room)
    {
        var ignored = 0;
        var sorted = links[id][level]
            .Select(other => new Hit(other, Distance(vectors[id], vectors[other], ref ignored)))
            .OrderBy(hit => hit.Distance).ToList();
        links[id][level] = Diverse(sorted, room);
    }

    /// <summary>
    /// The paper's heuristic: a neighbour that is nearer to one already chosen than to the
    /// point itself adds no new direction; such neighbours only fill what room is left.
    /// </summary>
    private List<int> Diverse(List<Hit> sorted, int room)
    {
        var ignored = 0;
        var chosen = new List<int>(room);
        var spare = new List<int>();
        foreach (var hit in sorted)
        {
            if (chosen.Count == room)
                break;
            if (chosen.TrueForAll(other =>
                Distance(vectors[hit.Id], vectors[other], ref ignored) > hit.Distance))
                chosen.Add(hit.Id);
            else
                spare.Add(hit.Id);
        }
        chosen.AddRange(spare.Take(room - chosen.Count));
        return chosen;
    }

    private static bool All(int id) => true;

    private static float Distance(float[] a, float[] b, ref int compared)
    {
        compared++;
        var left = MemoryMarshal.Cast<float, Vector<float>>(a);
        var right = MemoryMarshal.Cast<float, Vector<float>>(b);
        var sum = Vector<float>.Zero;
        for (var i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return 1 - Vector.Sum(sum);
    }
}

public readonly record struct Hit(int Id, float Distance);

/// <param name="Compared">How many distances it took, whatever the machine.</param>
public sealed record Found(Hit[] Hits, int Compared);
