namespace LoadGenerator;

public enum LoadModel
{
    /// <summary>So many users, each of whom waits for a response before the next request.</summary>
    Closed,

    /// <summary>Requests start on a schedule, whatever happens to the earlier ones.</summary>
    Open,

    /// <summary>So many connections share a schedule: one that is late sends as soon as it can.</summary>
    Paced,
}

public sealed class LoadOptions
{
    public required Uri Url { get; set; }

    public LoadModel Model { get; set; } = LoadModel.Open;

    public double Seconds { get; set; } = 10;

    /// <summary>The same load before the measurement, which no figure of the report contains.</summary>
    public double WarmUpSeconds { get; set; }

    /// <summary>Another server, on which the generator's own code is compiled first.</summary>
    public Uri? Rehearsal { get; set; }

    /// <summary>Open and paced: requests a second.</summary>
    public double Rate { get; set; } = 100;

    /// <summary>Open: the gaps are random, as those of independent callers are.</summary>
    public bool Poisson { get; set; }

    public int Seed { get; set; } = 1;

    /// <summary>Open: arrivals beyond are counted as dropped, never sent late.</summary>
    public int MostInFlight { get; set; } = 10_000;

    /// <summary>Closed: users. Paced: connections.</summary>
    public int Users { get; set; } = 1;

    /// <summary>Closed: what a user does between a response and the next request.</summary>
    public double ThinkMs { get; set; }

    /// <summary>Closed: the interval at which a user would send if nothing was ever slow.</summary>
    public double ExpectedIntervalMs { get; set; }

    public double TimeoutSeconds { get; set; } = 60;

    /// <summary>A schedule that is kept worse than this (99 of 100 starts) is no schedule.</summary>
    public double MostLagMs { get; set; } = 100;

    public string? Out { get; set; }
}
