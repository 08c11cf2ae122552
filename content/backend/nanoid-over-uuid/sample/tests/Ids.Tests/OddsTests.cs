using Offprint.Servers;

namespace Ids.Tests;

public sealed class OddsTests
{
    private const int Trials = 2_000, MaxIds = 2_000;

    private static readonly int[] Counts = [400, 800, 1_200, 1_600, 2_000];

    [Fact]
    public void Ids_of_four_characters_collide_as_often_as_the_birthday_bound_says()
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
    public void The_bound_and_its_inverse_agree_over_the_whole_range()
    {
        foreach (var bits in new[] { 58.9, 73.6, 122, 126 })
        {
            foreach (var probability in new[] { 1e-12, 1e-6, 0.5, 0.99 })
            {
                var count = Odds.IdsUntil(probability, bits);
                Assert.Equal(1, Odds.OfCollision(count, bits) / probability, tolerance: 0.01);
            }
        }
    }

    [Fact]
    public void Lengths_and_what_they_are_good_for()
    {
        var readable8 = new NanoId(NanoId.Readable, 8);
        var readable12 = new NanoId(NanoId.Readable, 12);
        var readable15 = new NanoId(NanoId.Readable, OrderId.Length);
        var safe21 = new NanoId(NanoId.UrlSafe, 21);

        Results.Write("lengths.json", new
        {
            Readable8 = Row(readable8.Bits),
            Readable12 = Row(readable12.Bits),
            Readable15 = Row(readable15.Bits),
            Safe21 = Row(safe21.Bits),
            Uuid4 = Row(122),
        });
        Assert.True(Odds.IdsUntil(1e-6, readable15.Bits) > 100_000_000);
        Assert.True(Odds.IdsUntil(1e-6, readable8.Bits) < 2_000);
    }

    private static object Row(double bits) => new
    {
        Bits = Math.Round(bits, 1),
        MillionIds = Rounded(Odds.IdsUntil(1e-6, bits) / 1e6),
    };

    private static double Rounded(double value)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return double.Parse($"{Math.Round(value / unit) * unit:G2}");
    }

    private static int FirstCollision(NanoId generator)
    {
        var seen = new HashSet<string>();
        while (seen.Count < MaxIds && seen.Add(generator.Next())) { }
        return seen.Count < MaxIds ? seen.Count + 1 : int.MaxValue;
    }
}
