using System.Net.Http.Json;
using System.Text.Json;
using PactNet.Exceptions;
using Pacts;
using Xunit.Abstractions;

namespace Storefront.Tests;

/// <summary>Clients that do not keep to the contract, and what their own tests say.</summary>
public sealed class BrokenClientTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pacts-").FullName;
    private readonly TestOutput output;

    public BrokenClientTests(ITestOutputHelper xunit) => output = new TestOutput(xunit);

    [Fact]
    public async Task A_client_that_reads_another_name_fails_in_its_own_test()
    {
        var failure = await Assert.ThrowsAsync<JsonException>(() => RecordAsync(
            http => http.GetFromJsonAsync<ReadsAmount>("orders/A-17")));

        Assert.Contains("missing required properties including: 'amount'", failure.Message);
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public async Task Without_required_the_same_client_reads_zero_and_records()
    {
        await RecordAsync(async http => Assert.Equal(0,
            (await http.GetFromJsonAsync<ReadsAmountIfThere>("orders/A-17"))!.Amount));

        Assert.Single(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public async Task A_request_to_another_path_is_named_and_not_recorded()
    {
        await Assert.ThrowsAsync<PactFailureException>(() => RecordAsync(
            http => http.GetAsync("order/A-17")));

        Assert.Contains("request-not-found", output.Text);
        Assert.Contains("\"path\":\"/order/A-17\"", output.Text);
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public async Task A_request_that_the_client_no_longer_makes_is_named_and_not_recorded()
    {
        await Assert.ThrowsAsync<PactFailureException>(() => RecordAsync(
            http => Task.CompletedTask));

        Assert.Contains("missing-request", output.Text);
        Assert.Contains("/orders/A-17", output.Text);
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public async Task The_exception_itself_names_no_request()
    {
        var failure = await Assert.ThrowsAsync<PactFailureException>(() => RecordAsync(
            http => Task.CompletedTask));

        Assert.DoesNotContain("/orders/A-17", failure.Message);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task RecordAsync(Func<HttpClient, Task> use)
    {
        var pact = OrdersPact.Start(output, folder);
        pact.ExpectOrder(OrderStatus.Placed);
        await pact.VerifyAsync(async mock =>
        {
            using var http = new HttpClient { BaseAddress = mock.MockServerUri };
            await use(http);
        });
    }

    private sealed record ReadsAmount
    {
        public required decimal Amount { get; init; }
    }

    private sealed record ReadsAmountIfThere
    {
        public decimal Amount { get; init; }
    }
}
