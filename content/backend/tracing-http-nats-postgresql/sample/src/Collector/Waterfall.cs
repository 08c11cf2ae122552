namespace Collector;

/// <summary>A span of a waterfall, with the time in it that no span below it accounts for.</summary>
public sealed record Bar(Span Span, int Depth, double StartMs, double Ms, double SelfMs);

public static class Waterfall
{
    /// <summary>The spans of one trace from the root down, each above its children.</summary>
    public static List<Bar> Draw(IReadOnlyCollection<Span> trace)
    {
        var children = trace.ToLookup(span => span.ParentId);
        var ids = trace.Select(span => span.SpanId).ToHashSet();
        var roots = trace.Where(span => span.ParentId is null || !ids.Contains(span.ParentId));
        var start = trace.Min(span => span.StartNanos);
        var bars = new List<Bar>();
        foreach (var root in roots.OrderBy(span => span.StartNanos))
            Add(root, 0);
        return bars;

        void Add(Span span, int depth)
        {
            var below = children[span.SpanId].OrderBy(child => child.StartNanos).ToList();
            bars.Add(new Bar(
                span, depth, (span.StartNanos - start) / 1e6, span.Milliseconds, SelfMs(span, below)));
            foreach (var child in below)
                Add(child, depth + 1);
        }
    }

    /// <summary>The span that has most of the time to itself: where to look first.</summary>
    public static Bar Culprit(IReadOnlyCollection<Span> trace) => Draw(trace).MaxBy(bar => bar.SelfMs)!;

    #region self
    private static double SelfMs(Span span, List<Span> belowByStart)
    {
        var (covered, until) = (0UL, span.StartNanos);
        foreach (var part in belowByStart)
        {
            var (from, to) = (Math.Max(part.StartNanos, until), Math.Min(part.EndNanos, span.EndNanos));
            if (to <= from)
                continue;
            covered += to - from;
            until = to;
        }
        return (span.EndNanos - span.StartNanos - covered) / 1e6;
    }
    #endregion
}
