using PactNet.Infrastructure.Outputters;
using PactNet.Verifier;

namespace Orders.Api.Tests;

internal sealed record Build(string Commit, string Branch, bool IsCi);

internal static class BrokerVerification
{
    public static void Verify(Uri api, Uri broker, string token, Build build, IOutput output)
    {
        using var verifier = new PactVerifier("Orders", new PactVerifierConfig
        {
            Outputters = [output],
        });
        #region broker
        verifier
            .WithHttpEndpoint(api)
            .WithPactBrokerSource(broker, options => options
                .TokenAuthentication(token)
                .ProviderBranch(build.Branch)
                .ConsumerVersionSelectors(
                    new ConsumerVersionSelector { MainBranch = true },
                    new ConsumerVersionSelector { MatchingBranch = true },
                    new ConsumerVersionSelector { DeployedOrReleased = true })
                .EnablePending()
                .IncludeWipPactsSince(DateTime.UtcNow.AddMonths(-1))
                .PublishResults(build.IsCi, build.Commit, results => results
                    .ProviderBranch(build.Branch)))
            .WithProviderStateUrl(new Uri(api, ProviderStates.Path))
            .Verify();
        #endregion
    }
}
