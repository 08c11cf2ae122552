namespace Collector;

public sealed record TailOptions
{
    /// <summary>How long a trace waits for its spans, counted from the first.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Slow { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Share of the other traces that is kept, by trace id.</summary>
    public double Others { get; init; }

    public int MaxSpans { get; init; } = 1_000_000;

    /// <summary>How many decisions are remembered for spans that come late.</summary>
    public int MaxDecisions { get; init; } = 1_000_000;
}

/// <summary>
/// Holds the spans of a trace until its time is over, then keeps the trace if it failed or was slow.
/// </summary>
public sealed class TailSampler(TailOptions options, TimeProvider time, Action<Span> keep)
{
    private readonly Lock turn = new();
    private readonly Dictionary<string, Waiting> waiting = [];
    private readonly Queue<string> oldest = new();
    private readonly Dictionary<string, bool> decisions = [];
    private readonly Queue<string> decided = new();

    public int BufferedSpans { get; private set; }

    public int PeakSpans { get; private set; }

    public int KeptTraces { get; private set; }

    public int DroppedTraces { get; private set; }

    /// <summary>Traces decided before their time, because there was no room for their spans.</summary>
    public int EarlyDecisions { get; private set; }

    #region add
    public void Add(Span span)
    {
        lock (turn)
        {
            if (decisions.TryGetValue(span.TraceId, out var kept))
            {
                if (kept)
                    keep(span);
                return;
            }
            if (!waiting.TryGetValue(span.TraceId, out var trace))
            {
                waiting[span.TraceId] = trace = new Waiting(time.GetUtcNow(), []);
                oldest.Enqueue(span.TraceId);
            }
            trace.Spans.Add(span);
            PeakSpans = Math.Max(PeakSpans, ++BufferedSpans);
            while (BufferedSpans > options.MaxSpans)
            {
                EarlyDecisions++;
                DecideOldest();
            }
        }
    }

    /// <summary>Decides the traces whose wait is over. Call it regularly.</summary>
    public void Decide()
    {
        lock (turn)
        {
            while (oldest.TryPeek(out var id) && waiting[id].Since + options.Wait <= time.GetUtcNow())
                DecideOldest();
        }
    }
    #endregion

    #region decide
    private void DecideOldest()
    {
        var id = oldest.Dequeue();
        waiting.Remove(id, out var trace);
        BufferedSpans -= trace!.Spans.Count;
        var isKept = IsWanted(id, trace.Spans);
        Remember(id, isKept);
        if (!isKept)
            return;
        foreach (var span in trace.Spans)
            keep(span);
    }

    private bool IsWanted(string traceId, List<Span> spans) =>
        spans.Exists(span => span.IsError)
        || spans.Max(span => span.EndNanos) - spans.Min(span => span.StartNanos)
            >= options.Slow.TotalMilliseconds * 1e6
        || IsInShare(traceId);
    #endregion

    /// <summary>The last seven bytes of a trace id are random, so they decide alike in every collector.</summary>
    private bool IsInShare(string traceId) =>
        Convert.ToUInt64(traceId[^14..], 16) < options.Others * (1UL << 56);

    private void Remember(string id, bool isKept)
    {
        decisions[id] = isKept;
        decided.Enqueue(id);
        if (isKept)
            KeptTraces++;
        else
            DroppedTraces++;
        while (decided.Count > options.MaxDecisions)
            decisions.Remove(decided.Dequeue());
    }

    private sealed record Waiting(DateTimeOffset Since, List<Span> Spans);
}
