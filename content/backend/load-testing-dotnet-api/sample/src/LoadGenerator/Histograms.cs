using HdrHistogram;
using HdrHistogram.Encoding;
using HdrHistogram.Utilities;

namespace LoadGenerator;

public static class Histograms
{
    /// <summary>HdrHistogram's own encoding, version 2, compressed.</summary>
    public static string Encode(HistogramBase histogram)
    {
        var buffer = ByteBuffer.Allocate(histogram.GetNeededByteBufferCapacity());
        var length = histogram.EncodeIntoCompressedByteBuffer(buffer);
        buffer.Position = 0;
        var bytes = new byte[length];
        for (var n = 0; n < length; n++)
            bytes[n] = buffer.Get();
        return Convert.ToBase64String(bytes);
    }

    public static HistogramBase Decode(string encoded) =>
        HistogramEncoding.DecodeFromCompressedByteBuffer(
            ByteBuffer.Allocate(Convert.FromBase64String(encoded)), 0);

    #region merge
    public static Latencies Merge(IEnumerable<Report> generators)
    {
        var all = Recording.NewHistogram();
        foreach (var generator in generators)
            all.Add(Decode(generator.Histogram));
        return Latencies.Of(all);
    }
    #endregion
}
