using System.Buffers.Text;
using System.Text.Json;

namespace Ids.Tests;

public sealed class UrlTests
{
    [Fact]
    public void Ids_stand_in_a_url_as_they_are()
    {
        foreach (var alphabet in new[] { NanoId.UrlSafe, NanoId.Readable })
            Assert.Equal(alphabet, Uri.EscapeDataString(alphabet));
        Assert.Equal(15, OrderId.New().ToString().Length);
        Assert.Equal(36, Guid.NewGuid().ToString().Length);
    }

    [Fact]
    public void Half_of_the_default_ids_hold_a_dash_or_underscore_and_some_begin_with_a_dash()
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
    public void A_uuid_has_a_short_form_already()
    {
        var id = Guid.CreateVersion7();

        var text = Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));

        Assert.Equal(22, text.Length);
        Assert.Equal(id, new Guid(Base64Url.DecodeFromChars(text), bigEndian: true));
    }
    #endregion

    [Fact]
    public void A_version_7_uuid_tells_when_it_was_made()
    {
        var made = new DateTimeOffset(2026, 11, 16, 9, 30, 0, TimeSpan.Zero);

        var bytes = Guid.CreateVersion7(made).ToByteArray(bigEndian: true);
        var milliseconds = bytes[..6].Aggregate(0L, (sum, b) => sum << 8 | b);

        Assert.Equal(made, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
    }

    [Theory]
    [InlineData("7kq2mz9fh3wd0xc", true)]
    [InlineData("7KQ2MZ9FH3WD0XC", false)]
    [InlineData("7kq2mz9fh3wd0x", false)]
    [InlineData("7kq2mz9fh3wd0xca", false)]
    [InlineData("7kq2mz9fh3wd0x'", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_what_could_be_an_order_id_is_taken_for_one(string? text, bool expected)
    {
        Assert.Equal(expected, OrderId.TryParse(text, null, out var id));
        if (expected)
            Assert.Equal(text, id.ToString());
    }

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
    public void The_default_id_cannot_slip_into_a_query() =>
        Assert.Throws<InvalidOperationException>(() => default(OrderId).ToString());
}
