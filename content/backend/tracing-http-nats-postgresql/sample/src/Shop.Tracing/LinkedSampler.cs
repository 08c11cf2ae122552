using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Shop.Tracing;

#region sampler
/// <summary>A root span with links is recorded if one of the spans it links to is.</summary>
public sealed class LinkedSampler(Sampler withoutLinks) : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters parameters)
    {
        var hasLinks = false;
        foreach (var link in parameters.Links ?? [])
        {
            if (link.Context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded))
                return new SamplingResult(SamplingDecision.RecordAndSample);
            hasLinks = true;
        }
        return hasLinks
            ? new SamplingResult(SamplingDecision.Drop)
            : withoutLinks.ShouldSample(parameters);
    }
}
#endregion
