namespace Ids;

/// <summary>The birthday problem for ids of so many random bits.</summary>
public static class Odds
{
    #region odds
    /// <summary>Probability that two of <paramref name="count"/> ids are equal.</summary>
    public static double OfCollision(double count, double bits) =>
        -double.ExpM1(-count * (count - 1) / 2 * Math.Pow(2, -bits));

    /// <summary>How many ids it takes until a collision has that probability.</summary>
    public static double IdsUntil(double probability, double bits) =>
        Math.Sqrt(2 * Math.Pow(2, bits) * -double.LogP1(-probability));
    #endregion
}
