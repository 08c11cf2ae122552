namespace Orders.Api.Tests;

/// <summary>One version of one service, as it is built and deployed.</summary>
internal sealed record Release(string Service, int Version);

/// <summary>Which releases were verified with each other; a Pact Broker keeps this table.</summary>
internal sealed class Matrix
{
    private readonly HashSet<(Release Consumer, Release Provider)> passed = [];

    public void Add(Release consumer, Release provider, bool verified)
    {
        if (verified)
            passed.Add((consumer, provider));
    }

    #region can-deploy
    /// <summary>Whether it was verified with everything that runs; an unknown pair is a no.</summary>
    public bool CanDeploy(Release candidate, IEnumerable<Release> running) => running
        .Where(other => other.Service != candidate.Service)
        .All(other => passed.Contains((candidate, other)) || passed.Contains((other, candidate)));
    #endregion
}
