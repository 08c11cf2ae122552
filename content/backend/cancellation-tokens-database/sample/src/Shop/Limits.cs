namespace Shop;

public sealed class Limits
{
    /// <summary>For a whole report request; then the client gets a 504.</summary>
    public TimeSpan Report { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For the report inside the dashboard; then the dashboard goes without it.</summary>
    public TimeSpan DashboardReport { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For the payment provider, whether or not the client still waits.</summary>
    public TimeSpan Charge { get; init; } = TimeSpan.FromSeconds(20);
}
