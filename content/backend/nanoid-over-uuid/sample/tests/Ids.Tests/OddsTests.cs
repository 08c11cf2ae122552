using Offprint.Servers;

namespace Ids.Tests;

public sealed class OddsTests
{
    private const int Trials = 2_000, MaxIds = 2_000;

    private static readonly int[] Counts = [400, 800, 1_200, 1_600, 2_000];

    [Fact]
    public void Ids_of_four_symbols_collide_as_often_as_the_formula_predicts()
    {
        var generator = new NanoId(NanoId.Readable, 4);
        int[] firstCollisions = [.. Enumerable.Range(0, Trials).Select(_ => FirstCollision(generator))];

        var rows = Counts.Select(count => new
        {
            Ids = count,
            Predicted = 100 * Odds.OfCollision(count, generator.Bits),
            Observed = 100.0 * firstCollisions.Count(first => first <= count) / Trials,
        }).ToArray();

        Results.Write("collisions.json", new
        {
            Trials,
            Space = Math.Round(Math.Pow(30, 4)),
            HalfAt = Math.Round(Odds.IdsUntil(0.5, generator.Bits)),
            Rows = rows.Select(row => new
            {
                row.Ids,
                Predicted = Math.Round(row.Predicted, 1),
                Observed = Math.Round(row.Observed, 1),
            }),
        });
        // Five standard deviations of a share of 2,000 trials are at most 5.6 points.
        Assert.All(rows, row => Assert.InRange(row.Observed - row.Predicted, -5.6, 5.6));
    }

    [Fact]
    public void The_formula_keeps_its_digits_where_ExpM1_and_LogP1_return_zero()
    {
        Assert.Equal(0, double.ExpM1(-1e-20));
        Assert.Equal(0, double.LogP1(1e-20));

        Assert.Equal(1, Odds.OfCollision(10_000, 126) / 5.8767e-31, tolerance: 1e-4);
        Assert.Equal(1, Odds.IdsUntil(1e-20, 126) / 1.30438e9, tolerance: 1e-4);
        foreach (var bits in new[] { 58.9, 73.6, 122, 126 })
        {
            foreach (var probability in new[] { 1e-30, 1e-20, 1e-6, 0.9e-5, 1.1e-5, 0.5, 0.99 })
            {
                var count = Odds.IdsUntil(probability, bits);
                if (count > 2)
                    Assert.Equal(1, Odds.OfCollision(count, bits) / probability, tolerance: 1e-9);
            }
        }
    }

    [Fact]
    public void Length_and_rate_decide_how_long_the_ids_last()
    {
        var readable8 = new NanoId(NanoId.Readable, 8).Bits;
        var readable12 = new NanoId(NanoId.Readable, 12).Bits;
        var readable15 = new NanoId(NanoId.Readable, OrderId.Length).Bits;
        var safe21 = new NanoId(NanoId.UrlSafe, 21).Bits;

        Results.Write("lengths.json", new
        {
            Readable8 = Row(readable8),
            Readable12 = Row(readable12),
            Readable15 = Row(readable15),
            Safe21 = Row(safe21),
            Uuid4 = Row(122),
        });
        Assert.InRange(Odds.IdsUntil(1e-6, readable15) / 10_000 / 365, 40, 50);
        Assert.InRange(Odds.IdsUntil(1e-6, readable15) / 1_000 / 3_600, 24, 72);
        Assert.InRange(Odds.IdsUntil(1e-6, readable8), 1_000, 2_000);
    }

    private static object Row(double bits)
    {
        var ids = Odds.IdsUntil(1e-6, bits);
        return new
        {
            Bits = Math.Round(bits, 1),
            Ids = Words.Count(ids),
            At10000ADay = Words.Duration(TimeSpan.FromDays(1) / 10_000, ids),
            At1000ASecond = Words.Duration(TimeSpan.FromSeconds(1) / 1_000, ids),
        };
    }

    private static int FirstCollision(NanoId generator)
    {
        var seen = new HashSet<string>();
        while (seen.Count < MaxIds && seen.Add(generator.Next())) { }
        return seen.Count < MaxIds ? seen.Count + 1 : int.MaxValue;
    }
}
