using System.Security.Cryptography;

namespace Ids.Tests;

public sealed class AlgorithmTests
{
    /// <summary>A byte has 256 values, so the claim can be checked for all of them.</summary>
    [Theory]
    [MemberData(nameof(AlphabetSizes))]
    public void Every_symbol_has_the_same_number_of_bytes_that_choose_it(int size)
    {
        var alphabet = NanoId.UrlSafe[..size];
        var usable = 256 / size * size;

        var symbols = new NanoId(alphabet, usable, AllBytes(first: usable)).Next();

        Assert.Equal(
            Enumerable.Repeat(256 / size, size),
            alphabet.Select(symbol => symbols.Count(s => s == symbol)));
    }

    public static TheoryData<int> AlphabetSizes => [.. Enumerable.Range(2, 63)];

    [Fact]
    public void Modulo_alone_gives_the_first_symbols_a_ninth_byte()
    {
        var symbols = Biased(Enumerable.Range(0, 256).Select(b => (byte)b).ToArray());

        Assert.Equal(
            [.. Enumerable.Repeat(9, 16), .. Enumerable.Repeat(8, 14)],
            NanoId.Readable.Select(symbol => symbols.Count(s => s == symbol)));
    }

    [Fact]
    public void That_bias_costs_an_id_less_than_a_tenth_of_a_bit()
    {
        var collision = 16 * Math.Pow(9 / 256.0, 2) + 14 * Math.Pow(8 / 256.0, 2);
        var lost = 15 * Math.Log2(30 * collision);

        Offprint.Servers.Results.Write("bias.json", new { LostBits = Math.Round(lost, 2) });
        Assert.InRange(lost, 0.05, 0.1);
    }

    [Fact]
    public void A_million_random_symbols_are_uniform_unless_modulo_alone_chose_them()
    {
        const int ids = 70_000;
        var generator = new NanoId(NanoId.Readable, 15);
        var limit = ChiSquared.Limit(freedom: 29);

        var rejection = ChiSquared.Of(Join(ids, generator.Next), NanoId.Readable);
        var library = ChiSquared.Of(
            Join(ids, () => RandomNumberGenerator.GetString(NanoId.Readable, 15)),
            NanoId.Readable);
        var modulo = ChiSquared.Of(
            Join(ids, () => Biased(RandomNumberGenerator.GetBytes(15))), NanoId.Readable);

        Offprint.Servers.Results.Write("uniformity.json", new
        {
            Symbols = ids * 15,
            Limit = Math.Round(limit),
            Rejection = Math.Round(rejection),
            GetString = Math.Round(library),
            Modulo = Math.Round(modulo),
        });
        Assert.InRange(rejection, 0, limit);
        Assert.InRange(library, 0, limit);
        Assert.True(modulo > 10 * limit, $"{modulo} against {limit}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("abca")]
    [InlineData("ab/c")]
    [InlineData("abü")]
    public void An_alphabet_that_cannot_work_is_refused(string alphabet) =>
        Assert.Throws<ArgumentException>(() => new NanoId(alphabet, 15));

    [Fact]
    public void The_default_alphabet_is_the_64_symbols_of_the_reference()
    {
        const string expected = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
        Assert.Equal(expected, string.Concat(NanoId.UrlSafe.Order()));
        Assert.Equal(126, new NanoId(NanoId.UrlSafe, 21).Bits);
    }

    #region biased
    private static string Biased(byte[] bytes) =>
        string.Concat(bytes.Select(b => NanoId.Readable[b % NanoId.Readable.Length]));
    #endregion

    private static string Join(int count, Func<string> next) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => next()));

    /// <summary>Every byte once; those that must not be used come first.</summary>
    private static FillRandom AllBytes(int first)
    {
        var next = first;
        return bytes =>
        {
            foreach (ref var b in bytes)
                b = (byte)next++;
        };
    }
}
