using System.Net;
using PactNet;
using PactNet.Matchers;
using Pacts;

namespace Storefront.Tests;

/// <summary>What the storefront asks of the orders API, and the responses it needs.</summary>
internal static class OrdersPact
{
    #region start
    public static IPactBuilderV4 Start(TestOutput output, string? folder = null) =>
        Pact.V4("Storefront", "Orders", new PactConfig
        {
            PactDir = folder ?? Sample.Pacts,
            LogLevel = PactLogLevel.Warn,
            Outputters = [output],
        }).WithHttpInteractions();
    #endregion

    #region expect
    public static void ExpectOrder(this IPactBuilderV4 pact, OrderStatus status) => pact
        .UponReceiving($"an order: {status}")
        .Given("an order", Parameters(status))
        .WithRequest(HttpMethod.Get, "/orders/A-17")
        .WillRespond()
        .WithStatus(HttpStatusCode.OK)
        .WithJsonBody(new
        {
            number = "A-17",
            status = status.ToString(),
            total = Match.Number(129.95m),
            placedOn = Match.Regex("2026-11-02", @"^\d{4}-\d{2}-\d{2}$"),
        });

    private static Dictionary<string, string> Parameters(OrderStatus status) =>
        new() { ["number"] = "A-17", ["status"] = status.ToString() };
    #endregion

    public static void ExpectNoOrder(this IPactBuilderV4 pact) => pact
        .UponReceiving("an unknown order")
        .Given("no order", new Dictionary<string, string> { ["number"] = "A-99" })
        .WithRequest(HttpMethod.Get, "/orders/A-99")
        .WillRespond()
        .WithStatus(HttpStatusCode.NotFound);

    public static void ExpectCancellation(
        this IPactBuilderV4 pact, OrderStatus status, HttpStatusCode response) => pact
        .UponReceiving($"cancel an order: {status}")
        .Given("an order", Parameters(status))
        .WithRequest(HttpMethod.Post, "/orders/A-17/cancellation")
        .WillRespond()
        .WithStatus(response);
}
