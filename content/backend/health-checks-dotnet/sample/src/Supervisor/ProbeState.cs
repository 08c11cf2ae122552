namespace Supervisor;

/// <summary>
/// Turns single results into a state, as the kubelet does: a state changes after so many
/// results of one kind in a row, and one result of the other kind starts the count again.
/// </summary>
public sealed class ProbeState(Probe probe, bool initial)
{
    private bool last;
    private int inARow;

    public bool Succeeds { get; private set; } = initial;

    /// <returns>Whether the threshold has been reached, in whichever direction.</returns>
    public bool Record(bool success)
    {
        inARow = inARow > 0 && last == success ? inARow + 1 : 1;
        last = success;
        if (inARow < (success ? probe.SuccessThreshold : probe.FailureThreshold))
            return false;
        Succeeds = success;
        return true;
    }
}
