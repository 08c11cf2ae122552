using System.Buffers.Text;
using System.Text.Json;

namespace Ids.Tests;

public sealed class UrlTests
{
    [Fact]
    public void Ids_need_no_escaping_in_a_url()
    {
        foreach (var alphabet in new[] { NanoId.UrlSafe, NanoId.Readable })
            Assert.Equal(alphabet, Uri.EscapeDataString(alphabet));
        Assert.Equal(15, OrderId.New().ToString().Length);
        Assert.All(OrderId.New().ToString(), symbol => Assert.Contains(symbol, NanoId.Readable));
        Assert.Equal(36, Guid.NewGuid().ToString().Length);
    }

    [Fact]
    public void Nearly_half_of_the_default_ids_contain_a_hyphen_or_underscore()
    {
        const int count = 20_000;
        var generator = new NanoId(NanoId.UrlSafe, 21);
        string[] ids = [.. Enumerable.Range(0, count).Select(_ => generator.Next())];

        var marked = ids.Count(id => id.IndexOfAny(['-', '_']) >= 0);
        var leading = ids.Count(id => id[0] == '-');

        Assert.InRange((double)marked / count, 0.46, 0.51); // 1 - (62/64)^21 = 0.485
        Assert.InRange((double)leading / count, 1 / 85.0, 1 / 50.0); // 1/64
    }

    #region base64url
    [Fact]
    public void A_uuid_fits_into_22_characters()
    {
        var id = Guid.CreateVersion7();

        var text = Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));

        Assert.Equal(22, text.Length);
        Assert.Equal(id, new Guid(Base64Url.DecodeFromChars(text), bigEndian: true));
    }
    #endregion

    [Fact]
    public void A_version_7_uuid_reveals_when_it_was_created()
    {
        var made = new DateTimeOffset(2026, 11, 16, 9, 30, 0, TimeSpan.Zero);

        var bytes = Guid.CreateVersion7(made).ToByteArray(bigEndian: true);
        var milliseconds = bytes[..6].Aggregate(0L, (sum, b) => sum << 8 | b);

        Assert.Equal(made, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
    }

    [Theory]
    [InlineData("7kq2mz9fh3wd0xc")]
    [InlineData("7KQ2MZ9FH3WD0XC")]
    [InlineData("7kq2m-z9fh3-wd0xc")]
    [InlineData("7kq2mz9fh3wdoxc")]
    [InlineData("7KQ2M-Z9FH3-WDOXC")]
    public void An_id_is_read_in_either_case_with_hyphens_and_O_for_zero(string text)
    {
        Assert.True(OrderId.TryParse(text, null, out var id));
        Assert.Equal("7kq2mz9fh3wd0xc", id.ToString());
    }

    [Theory]
    [InlineData("7kq2mz9fh3wd0x1")]
    [InlineData("7kq2mz9fh3wd0xl")]
    [InlineData("7KQ2MZ9FH3WD0XI")]
    public void I_and_L_are_read_as_one(string text) =>
        Assert.Equal("7kq2mz9fh3wd0x1", OrderId.Parse(text).ToString());

    [Theory]
    [InlineData("7kq2mz9fh3wd0x")]
    [InlineData("7kq2mz9fh3wd0xcb")]
    [InlineData("7kq2mz9fh3wd0xa")]
    [InlineData("7kq2mz9fh3wd0x'")]
    [InlineData("\u212Akq2mz9fh3wd0xc")]
    [InlineData("---------------")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_rejected(string? text) =>
        Assert.False(OrderId.TryParse(text, null, out _));

    [Fact]
    public void An_order_id_is_a_plain_string_in_json()
    {
        var id = OrderId.Parse("7kq2mz9fh3wd0xc");

        Assert.Equal("\"7kq2mz9fh3wd0xc\"", JsonSerializer.Serialize(id));
        Assert.Equal(id, JsonSerializer.Deserialize<OrderId>("\"7kq2mz9fh3wd0xc\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<OrderId>("\"7\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<OrderId>("null"));
    }

    [Fact]
    public void The_default_id_is_not_written_to_json() =>
        Assert.Throws<InvalidOperationException>(
            () => JsonSerializer.Serialize(default(OrderId)));
}
