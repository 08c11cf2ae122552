using PactNet.Verifier;
using Pacts;
using Xunit.Abstractions;

namespace Orders.Api.Tests;

public sealed class ContractTests(ITestOutputHelper output)
{
    #region verify
    [Fact]
    public async Task The_API_honours_the_contract()
    {
        await using var api = new OrdersApi();
        api.UseKestrel();
        api.StartServer();
        var address = api.ClientOptions.BaseAddress;

        using var verifier = new PactVerifier("Orders", new PactVerifierConfig
        {
            Outputters = [new TestOutput(output)],
        });
        verifier
            .WithHttpEndpoint(address)
            .WithFileSource(new FileInfo(Sample.Contract))
            .WithProviderStateUrl(new Uri(address, ProviderStates.Path))
            .Verify();
    }
    #endregion
}
