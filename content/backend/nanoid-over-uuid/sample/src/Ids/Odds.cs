namespace Ids;

/// <summary>The birthday problem for IDs with a given number of random bits.</summary>
public static class Odds
{
    /// <summary>Probability that any two of <paramref name="count"/> IDs are equal.</summary>
    #region odds
    public static double OfCollision(double count, double bits)
    {
        var equalPairs = count * (count - 1) / 2 * Math.Pow(2, -bits);
        return equalPairs < 1e-5 // from here on two terms of the series are more exact
            ? equalPairs - equalPairs * equalPairs / 2
            : 1 - Math.Exp(-equalPairs);
    }
    #endregion

    /// <summary>How many IDs it takes to reach that probability of a collision.</summary>
    public static double IdsUntil(double probability, double bits)
    {
        var equalPairs = probability < 1e-5
            ? probability + probability * probability / 2
            : -Math.Log(1 - probability);
        return 0.5 + Math.Sqrt(0.25 + 2 * Math.Pow(2, bits) * equalPairs);
    }
}
