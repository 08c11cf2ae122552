using System.Security.Cryptography;

namespace Ids;

public delegate void FillRandom(Span<byte> bytes);

/// <summary>
/// Random IDs of a fixed length over any alphabet. Every symbol is equally likely at every
/// position, and no ID reveals anything about another.
/// </summary>
public sealed class NanoId
{
    #region alphabets
    /// <summary>What nanoid uses by default: 64 symbols, 6 bits each.</summary>
    public const string UrlSafe =
        "useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict";

    /// <summary>
    /// One case, no vowels and no l: little to misread, and rarely a word.
    /// </summary>
    public const string Readable = "0123456789bcdfghjkmnpqrstvwxyz";
    #endregion

    private readonly string alphabet;
    private readonly int length;
    private readonly int cutoff;
    private readonly int batch;
    private readonly FillRandom random;

    /// <param name="alphabet">2 to 66 different characters that URLs don't escape.</param>
    /// <param name="length">Symbols in an ID.</param>
    /// <param name="random">Where the bytes come from; tests replace it.</param>
    public NanoId(string alphabet, int length, FillRandom? random = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 256);
        if (alphabet.Length < 2 || alphabet.Distinct().Count() != alphabet.Length)
            throw new ArgumentException("needs two or more different symbols", nameof(alphabet));
        if (!alphabet.All(IsUnreserved))
            throw new ArgumentException("has a symbol that URLs escape", nameof(alphabet));

        this.alphabet = alphabet;
        this.length = length;
        this.random = random ?? RandomNumberGenerator.Fill;
        cutoff = 256 - 256 % alphabet.Length;
        batch = (int)Math.Ceiling(1.2 * length * 256 / cutoff);
    }

    #region next
    public string Next() =>
        string.Create(length, this, static (id, generator) => generator.Fill(id));

    private void Fill(Span<char> id)
    {
        Span<byte> bytes = stackalloc byte[batch];
        var filled = 0;
        while (true)
        {
            random(bytes);
            foreach (var b in bytes)
            {
                if (b >= cutoff)
                    continue; // these bytes would favor the first symbols

                id[filled++] = alphabet[b % alphabet.Length];
                if (filled == id.Length)
                    return;
            }
        }
    }
    #endregion

    /// <summary>Bits of randomness in one ID.</summary>
    public double Bits => length * Math.Log2(alphabet.Length);

    /// <summary>RFC 3986, section 2.3: never escaped in any part of a URL.</summary>
    private static bool IsUnreserved(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~';
}
