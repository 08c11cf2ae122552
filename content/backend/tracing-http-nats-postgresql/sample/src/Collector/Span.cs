namespace Collector;

/// <summary>A span as its service exported it.</summary>
public sealed record Span
{
    public required string TraceId { get; init; }
    public required string SpanId { get; init; }
    public string? ParentId { get; init; }
    public required string Service { get; init; }
    public required string Source { get; init; }
    public required string Name { get; init; }
    public required SpanKind Kind { get; init; }
    public required ulong StartNanos { get; init; }
    public required ulong EndNanos { get; init; }
    public required bool IsError { get; init; }
    public required IReadOnlyDictionary<string, object?> Attributes { get; init; }
    public required IReadOnlyList<Link> Links { get; init; }
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Bytes of this span in the export request.</summary>
    public required int WireBytes { get; init; }

    public double Milliseconds => (EndNanos - StartNanos) / 1e6;
}

public sealed record Link(string TraceId, string SpanId);

/// <summary>With the numbers that the protocol gives them.</summary>
public enum SpanKind { Unspecified, Internal, Server, Client, Producer, Consumer }
