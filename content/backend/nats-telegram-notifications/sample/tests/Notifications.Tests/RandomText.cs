namespace Notifications.Tests;

public static class RandomText
{
    private static readonly string[] Pieces =
    [
        "a", "word ", "\n", " ", "é", "e\u0301", "👍🏽", "👨‍👩‍👧‍👦", "🇨🇭", "\\", "\\\\",
        .. "_*[]()~`>#+-=|{}.!".Select(c => c.ToString()),
    ];

    public static Span[] Spans(Random random, int pieces) =>
    [
        .. Enumerable.Range(0, random.Next(1, 5)).Select(_ => new Span(
            string.Concat(random.GetItems(Pieces, random.Next(1, 1 + pieces / 4))),
            (Style)random.Next(3))),
    ];
}
