using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Pact;

namespace Storefront.Tests;

public sealed class BrokenClientTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pacts-").FullName;

    [Fact]
    public async Task A_client_that_reads_another_name_fails_in_its_own_test()
    {
        var failure = await Assert.ThrowsAsync<JsonException>(() => RecordAsync(
            http => http.GetFromJsonAsync<ReadsAmount>("orders/A-17")));

        Assert.Contains("'amount'", failure.Message);
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public Task Without_required_the_same_client_reads_zero_and_records() => RecordAsync(
        async http => Assert.Equal(0,
            (await http.GetFromJsonAsync<ReadsAmountIfThere>("orders/A-17"))!.Amount));

    private sealed record ReadsAmount
    {
        public required decimal Amount { get; init; }
    }

    private sealed record ReadsAmountIfThere
    {
        public decimal Amount { get; init; }
    }

    [Fact]
    public async Task A_request_to_another_path_is_named_and_not_recorded()
    {
        var failure = await Assert.ThrowsAsync<PactMismatchException>(() => RecordAsync(
            http => http.GetAsync("order/A-17")));

        Assert.Contains("\"path\":\"/order/A-17\"", failure.Message);
        Assert.Contains("request-not-found", failure.Message);
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public async Task A_request_that_the_client_no_longer_makes_is_named_and_not_recorded()
    {
        var failure = await Assert.ThrowsAsync<PactMismatchException>(() => RecordAsync(
            http => Task.CompletedTask));

        Assert.Contains("missing-request", failure.Message);
        Assert.Contains("/orders/A-17", failure.Message);
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public async Task An_interaction_that_no_test_makes_any_more_stays_in_an_old_file()
    {
        await RecordAsync(http => http.GetAsync("orders/A-17"));
        await RecordAsync(http => http.GetAsync("orders/A-17"), OrderStatus.Shipped);

        var contract = File.ReadAllText(Assert.Single(Directory.EnumerateFiles(folder)));
        Assert.Contains("a look at an order: Placed", contract);
        Assert.Contains("a look at an order: Shipped", contract);
    }

    [Fact]
    public async Task A_total_that_is_text_is_refused_under_its_name()
    {
        using var http = Answering("""
            { "number": "A-18", "status": "Placed", "total": "20", "placedOn": "2026-11-03" }
            """);

        var failure = await Assert.ThrowsAsync<JsonException>(
            () => new OrdersClient(http).FindAsync("A-18"));

        Assert.Equal("$.total", failure.Path);
    }

    [Fact]
    public async Task A_status_of_tomorrow_does_not_break_the_page_of_today()
    {
        using var http = Answering("""
            { "number": "A-18", "status": "Delayed", "total": 20, "placedOn": "2026-11-03" }
            """);
        await using var page = new BunitContext();
        page.Services.AddSingleton(new OrdersClient(http));

        var panel = page.Render<OrderPanel>(p => p.Add(x => x.Number, "A-18"));

        Assert.Equal("Unknown", panel.Find("[role=status]").TextContent);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task RecordAsync(
        Func<HttpClient, Task> use, OrderStatus status = OrderStatus.Placed) =>
        new PactRecorder("Storefront", "Orders", folder)
            .RecordAsync(use, ContractTests.Look(status));

    private static HttpClient Answering(string json) =>
        new(new Answers(json)) { BaseAddress = new("http://orders/") };

    private sealed class Answers(string json) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellation) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(json, Encoding.UTF8, "application/json"),
            });
    }
}
