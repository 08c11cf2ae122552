namespace Backends;

/// <summary>
/// Made-up passages: unit vectors around common centres, as embeddings of texts on common
/// topics are. The dimension is a multiple of every SIMD width.
/// </summary>
public static class Corpus
{
    public const string Collection = "passages";

    public const int Dimension = 64;

    /// <summary>Groups of readers; each passage belongs to one.</summary>
    public const int Groups = 10;

    private static readonly string[] GroupNames =
        [.. Enumerable.Range(0, Groups).Select(n => $"group-{n}")];

    public static string GroupOf(int passage) => GroupNames[passage % Groups];

    /// <summary>Eight of the ten groups, which ones depends on the user.</summary>
    public static string[] GroupsOf(string user)
    {
        var first = user.Aggregate(0, (sum, c) => sum + c);
        return [.. Enumerable.Range(first, Groups - 2).Select(n => GroupNames[n % Groups])];
    }

    public static float[][] Vectors(int count, int topics = 200, int seed = 7)
    {
        var random = new Random(seed);
        var centres = Enumerable.Range(0, topics).Select(_ => Draw(random)).ToArray();
        return [.. Enumerable.Range(0, count).Select(
            _ => Near(centres[random.Next(topics)], random))];
    }

    /// <summary>The embedding of a text: always the same, and near some topic.</summary>
    public static float[] Embed(string text, float[][] vectors)
    {
        var random = new Random(text.Aggregate(17, (hash, c) => unchecked(hash * 31 + c)));
        return Near(vectors[random.Next(vectors.Length)], random);
    }

    private static float[] Near(float[] centre, Random random)
    {
        var noise = Draw(random);
        return Unit([.. centre.Zip(noise, (c, n) => c + 1.1f * n)]);
    }

    private static float[] Draw(Random random) => Unit(
    [
        .. Enumerable.Range(0, Dimension).Select(_ =>
            (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
                * Math.Cos(2 * Math.PI * random.NextDouble()))),
    ]);

    private static float[] Unit(float[] vector)
    {
        var length = MathF.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / length)];
    }
}
