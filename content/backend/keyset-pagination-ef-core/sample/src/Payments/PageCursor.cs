using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace Payments;

#region cursor
/// <summary>A place in the list "newest first": everything the list is sorted by.</summary>
public readonly record struct PageCursor(DateTime CreatedAt, long Id) : IParsable<PageCursor>
{
    // Another order, or another meaning of these bytes, gets another number.
    private const byte NewestFirst = 1;
    private const int Bytes = 1 + sizeof(long) + sizeof(long);
    private static readonly int Characters = Base64Url.GetEncodedLength(Bytes);

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bytes[0] = NewestFirst;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], CreatedAt.Ticks);
        BinaryPrimitives.WriteInt64BigEndian(bytes[9..], Id);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryParse(string? text, IFormatProvider? provider, out PageCursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text?.Length != Characters
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done
            || written != Bytes
            || bytes[0] != NewestFirst)
            return false;

        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        var id = BinaryPrimitives.ReadInt64BigEndian(bytes[9..]);
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks || id < 1)
            return false;

        cursor = new(new DateTime(ticks, DateTimeKind.Utc), id);
        return true;
    }

    public static PageCursor Parse(string text, IFormatProvider? provider) =>
        TryParse(text, provider, out var cursor)
            ? cursor
            : throw new FormatException("This is not a cursor of this list.");
}
#endregion
