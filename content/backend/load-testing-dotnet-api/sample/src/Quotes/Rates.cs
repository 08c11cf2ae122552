namespace Quotes;

/// <summary>Stands in for a call to another service, which takes 200 ms.</summary>
public sealed class Rates
{
    public static readonly TimeSpan CallTime = TimeSpan.FromMilliseconds(200);

    public async Task<Rate> GetAsync(CancellationToken cancellation)
    {
        await Task.Delay(CallTime, cancellation);
        return new Rate("EUR", 1.1m);
    }
}
