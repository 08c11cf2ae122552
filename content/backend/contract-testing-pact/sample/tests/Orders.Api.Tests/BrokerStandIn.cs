using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pacts;

namespace Orders.Api.Tests;

/// <summary>
/// The resources of a Pact Broker that a verification uses. It keeps what it was sent and offers
/// the recorded contract; which contracts to select, and which of them are pending, is decided
/// by a real broker and given here by the test.
/// </summary>
internal sealed class BrokerStandIn : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly bool pending;

    private BrokerStandIn(bool pending)
    {
        this.pending = pending;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Use((http, next) =>
        {
            Authorizations.Add(http.Request.Headers.Authorization.ToString());
            return next(http);
        });
        app.MapGet("/", () => Hal(new()
        {
            ["pb:provider-pacts-for-verification"] =
                Link("/pacts/provider/{provider}/for-verification", templated: true),
        }));
        app.MapGet("/pacts/provider/Orders/for-verification", () => Hal(new()
        {
            ["self"] = Link("/pacts/provider/Orders/for-verification"),
        }));
        app.MapPost("/pacts/provider/Orders/for-verification", async (HttpRequest request) =>
        {
            Selection = await request.ReadFromJsonAsync<JsonObject>(request.HttpContext.RequestAborted);
            return Hal(new(), new() { ["_embedded"] = new JsonObject { ["pacts"] = Selected() } });
        });
        app.MapGet("/pacts/provider/Orders/consumer/Storefront/version/1", () => Hal(new()
        {
            ["pb:provider"] = Link("/pacticipants/Orders"),
            ["pb:publish-verification-results"] = Link("/results"),
        }, Contract()));
        app.MapGet("/pacticipants/Orders", () => Hal(new()
        {
            ["pb:branch-version"] =
                Link("/pacticipants/Orders/branches/{branch}/versions/{version}", templated: true),
        }));
        app.MapPut("/pacticipants/Orders/branches/{branch}/versions/{version}",
            (string branch, string version) =>
            {
                Branches.Add($"{branch}: {version}");
                return Hal([]);
            });
        app.MapPost("/results", async (HttpRequest request) =>
        {
            Results.Add((await request.ReadFromJsonAsync<JsonObject>(request.HttpContext.RequestAborted))!);
            return Hal([]);
        });
    }

    public Uri Uri => new(app.Urls.Single());

    /// <summary>What the verifier asked for.</summary>
    public JsonObject? Selection { get; private set; }

    public ConcurrentBag<JsonObject> Results { get; } = [];

    public ConcurrentBag<string> Branches { get; } = [];

    public ConcurrentBag<string> Authorizations { get; } = [];

    public static async Task<BrokerStandIn> StartAsync(bool pending = false)
    {
        var broker = new BrokerStandIn(pending);
        await broker.app.StartAsync();
        return broker;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private JsonArray Selected() =>
    [
        new JsonObject
        {
            ["shortDescription"] = "latest from main branch",
            ["verificationProperties"] = new JsonObject { ["pending"] = pending, ["notices"] = new JsonArray() },
            ["_links"] = new JsonObject
            {
                ["self"] = Link("/pacts/provider/Orders/consumer/Storefront/version/1"),
            },
        },
    ];

    private static JsonObject Contract()
    {
        var contract = JsonNode.Parse(File.ReadAllText(Sample.Contract))!.AsObject();
        foreach (var (interaction, id) in contract["interactions"]!.AsArray().Select((i, id) => (i!, id)))
            interaction["_id"] = id.ToString();
        return contract;
    }

    private JsonObject Link(string path, bool templated = false) =>
        new() { ["href"] = Uri.ToString().TrimEnd('/') + path, ["templated"] = templated };

    private static IResult Hal(JsonObject links, JsonObject? document = null)
    {
        document ??= [];
        document["_links"] = links;
        return TypedResults.Text(document.ToJsonString(), "application/hal+json");
    }
}
