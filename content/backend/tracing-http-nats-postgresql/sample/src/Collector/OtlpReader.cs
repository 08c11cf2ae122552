namespace Collector;

/// <summary>
/// Reads the body of an OTLP/HTTP request for traces: the fields of trace.proto that the sample needs.
/// </summary>
public static class OtlpReader
{
    private const int StatusError = 2;

    public static List<Span> Read(ReadOnlySpan<byte> request)
    {
        var spans = new List<Span>();
        var reader = new ProtoReader(request);
        while (reader.Next())
        {
            if (reader.Field == 1)
                ReadResourceSpans(reader.Bytes(), spans);
            else
                reader.Skip();
        }
        return spans;
    }

    private static void ReadResourceSpans(ReadOnlySpan<byte> message, List<Span> spans)
    {
        var service = "";
        var resource = new ProtoReader(message);
        while (resource.Next())
        {
            if (resource.Field == 1)
                service = ReadService(resource.Bytes());
            else
                resource.Skip();
        }
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == 2)
                ReadScopeSpans(reader.Bytes(), service, spans);
            else
                reader.Skip();
        }
    }

    private static string ReadService(ReadOnlySpan<byte> message)
    {
        var attributes = new Dictionary<string, object?>();
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                ReadAttribute(reader.Bytes(), attributes);
            else
                reader.Skip();
        }
        return attributes.GetValueOrDefault("service.name") as string ?? "";
    }

    private static void ReadScopeSpans(ReadOnlySpan<byte> message, string service, List<Span> spans)
    {
        var source = "";
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: source = FirstText(reader.Bytes()); break;
                case 2: spans.Add(ReadSpan(reader.Bytes(), service, source)); break;
                default: reader.Skip(); break;
            }
        }
    }

    private static Span ReadSpan(ReadOnlySpan<byte> message, string service, string source)
    {
        var (traceId, spanId, parentId, name) = ("", "", (string?)null, "");
        var (kind, start, end, isError) = (SpanKind.Unspecified, 0UL, 0UL, false);
        var attributes = new Dictionary<string, object?>();
        var links = new List<Link>();
        var events = new List<string>();
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: traceId = reader.Hex(); break;
                case 2: spanId = reader.Hex(); break;
                case 4: parentId = reader.Hex() is { Length: > 0 } id ? id : null; break;
                case 5: name = reader.Text(); break;
                case 6: kind = (SpanKind)reader.Varint(); break;
                case 7: start = reader.Fixed64(); break;
                case 8: end = reader.Fixed64(); break;
                case 9: ReadAttribute(reader.Bytes(), attributes); break;
                case 11: events.Add(ReadEvent(reader.Bytes())); break;
                case 13: links.Add(ReadLink(reader.Bytes())); break;
                case 15: isError = ReadStatus(reader.Bytes()) == StatusError; break;
                default: reader.Skip(); break;
            }
        }
        return new Span
        {
            TraceId = traceId, SpanId = spanId, ParentId = parentId, Service = service, Source = source,
            Name = name, Kind = kind, StartNanos = start, EndNanos = end, IsError = isError,
            Attributes = attributes, Links = links, Events = events, WireBytes = message.Length,
        };
    }

    private static Link ReadLink(ReadOnlySpan<byte> message)
    {
        var (traceId, spanId) = ("", "");
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: traceId = reader.Hex(); break;
                case 2: spanId = reader.Hex(); break;
                default: reader.Skip(); break;
            }
        }
        return new Link(traceId, spanId);
    }

    private static string ReadEvent(ReadOnlySpan<byte> message)
    {
        var name = "";
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == 2)
                name = reader.Text();
            else
                reader.Skip();
        }
        return name;
    }

    private static ulong ReadStatus(ReadOnlySpan<byte> message)
    {
        var code = 0UL;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == 3)
                code = reader.Varint();
            else
                reader.Skip();
        }
        return code;
    }

    private static void ReadAttribute(ReadOnlySpan<byte> message, Dictionary<string, object?> attributes)
    {
        var key = "";
        object? value = null;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: key = reader.Text(); break;
                case 2: value = ReadValue(reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }
        attributes[key] = value;
    }

    /// <summary>Arrays and maps, which no span of the sample has, are left out.</summary>
    private static object? ReadValue(ReadOnlySpan<byte> message)
    {
        object? value = null;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: value = reader.Text(); break;
                case 2: value = reader.Varint() != 0; break;
                case 3: value = (long)reader.Varint(); break;
                case 4: value = reader.Double(); break;
                default: reader.Skip(); break;
            }
        }
        return value;
    }

    private static string FirstText(ReadOnlySpan<byte> message)
    {
        var text = "";
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                text = reader.Text();
            else
                reader.Skip();
        }
        return text;
    }
}
