extern alias MinimalAfter;
using System.Diagnostics;
using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using MinimalAfter::Parcels.Api.Features;
using Results = Offprint.Servers.Results;

namespace Parcels.Tests;

/// <summary>What each style costs by itself, and what remains of it in a request to PostgreSQL.</summary>
[Collection(AllTests.Name)]
public sealed class CostTests(Apis apis)
{
    private const int WarmUps = 3, Rounds = 7, Requests = 400, KestrelRequests = 300, Clients = 8, Seconds = 1;

    private const string ScopedValidators = "minimalScopedValidators";

    private static readonly byte[] Body = JsonSerializer.SerializeToUtf8Bytes(
        new { recipient = "Ada", address = Parcels.Tests.Requests.Address, weightGrams = 1200 });

    #region cost
    [Fact]
    public async Task Controllers_allocate_the_most_for_each_request()
    {
        await using var bare = await BareAsync();
        var servers = new Dictionary<string, TestServer> { ["bare"] = bare.GetTestServer() };
        foreach (var style in Apis.Styles)
            servers[style] = apis.Start(style, configure: host => host.ConfigureTestServices(
                services => services.Replace(ServiceDescriptor.Singleton<IParcels, OneParcel>()))).Server;
        // FluentValidation registers validators as scoped unless it is told otherwise.
        servers[ScopedValidators] = apis.Start("minimal", configure: host => host.ConfigureTestServices(
            services => services
                .Replace(ServiceDescriptor.Singleton<IParcels, OneParcel>())
                .Replace(ServiceDescriptor.Scoped<IValidator<BookParcel.Request>, BookParcel.Rules>()))).Server;
        var costs = servers.Keys.ToDictionary(style => style, _ => (Book: new Cost(), Get: new Cost()));

        for (var round = -WarmUps; round < Rounds; round++)
            foreach (var (style, server) in servers)
            {
                await MeasureAsync(round < 0 ? new() : costs[style].Book, server, Book);
                await MeasureAsync(round < 0 ? new() : costs[style].Get, server, Get);
            }

        var (bareBook, bareGet) = costs["bare"];
        Results.Write("cost.json", new
        {
            Rounds, Requests, Environment.ProcessorCount,
            Runtime = Environment.Version.ToString(),
            Styles = costs.ToDictionary(style => style.Key, style => new
            {
                Book = style.Value.Book.Over(bareBook), Get = style.Value.Get.Over(bareGet),
            }),
        });
        foreach (var style in new[] { "endpoints", "minimal" })
        {
            Assert.True(costs[style].Book.Bytes < costs["controllers"].Book.Bytes, $"book, {style}");
            Assert.True(costs[style].Get.Bytes < costs["controllers"].Get.Bytes, $"get, {style}");
            Assert.True(costs[style].Get.Bytes > bareGet.Bytes, $"{style} is free");
        }
        Assert.True(costs[ScopedValidators].Book.Bytes - bareBook.Bytes
            > 1.5 * (costs["minimal"].Book.Bytes - bareBook.Bytes), "scoped validators");
    }
    #endregion

    #region database
    [Fact]
    public async Task With_Kestrel_and_PostgreSQL_a_request_takes_the_same_order_of_time_in_each_style()
    {
        var running = Apis.Styles.ToDictionary(
            style => style, style => apis.Start(style, onKestrel: true).Http);
        var times = Apis.Styles.ToDictionary(style => style, _ => (Book: new List<double>(), Get: new List<double>()));
        var perSecond = Apis.Styles.ToDictionary(style => style, _ => new List<double>());

        for (var round = 0; round < 4; round++) // the first is warm-up
            foreach (var style in Apis.Styles)
            {
                var http = running[style];
                var id = await http.BookedAsync();
                for (var n = 0; n < KestrelRequests / 3; n++)
                {
                    var book = await TimeAsync(() => http.BookAsync());
                    var get = await TimeAsync(() => http.SendAsync("GET", $"/v1/parcels/{id}"));
                    if (round == 0)
                        continue;
                    times[style].Book.Add(book);
                    times[style].Get.Add(get);
                }
                var count = await ThroughputAsync(http, id);
                if (round > 0)
                    perSecond[style].Add(count);
            }

        Results.Write("database.json", new
        {
            apis.PostgresVersion, KestrelRequests, Clients, Seconds,
            Styles = Apis.Styles.ToDictionary(style => style, style => new
            {
                BookMs = Math.Round(Median(times[style].Book), 2),
                GetMs = Math.Round(Median(times[style].Get), 2),
                GetsPerSecond = 10 * Math.Round(Median(perSecond[style]) / 10),
            }),
        });
        var medians = Apis.Styles.Select(style => Median(times[style].Get)).ToArray();
        Assert.True(medians.Max() < 3 * medians.Min(), string.Join(", ", medians));
    }
    #endregion

    /// <summary>The least that authenticates and writes JSON: what every style costs at least.</summary>
    private static async Task<WebApplication> BareAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration["Callers:shop"] = Api.Shop;
        builder.Services.AddParcels();
        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseAuthentication();
        app.UseAuthorization();
        var answer = "{\"id\":\"0198a3c1-5f1e-7c55-9d0a-0f7a4f0f4f10\"}"u8.ToArray();
        app.MapPost("/v1/parcels", (RequestDelegate)(async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            http.Response.StatusCode = 201;
            await http.Response.BodyWriter.WriteAsync(answer);
        })).RequireAuthorization();
        app.MapGet("/v1/parcels/{id:guid}", (RequestDelegate)(async http =>
            await http.Response.BodyWriter.WriteAsync(answer))).RequireAuthorization();
        await app.StartAsync();
        return app;
    }

    private static async Task MeasureAsync(Cost cost, TestServer server, Action<HttpContext> request)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var n = 0; n < Requests; n++)
        {
            var http = await server.SendAsync(request);
            if (http.Response.StatusCode is not (200 or 201))
                Assert.Fail($"{http.Request.Method}: {http.Response.StatusCode}");
        }
        cost.Micros.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / Requests);
        cost.AllBytes.Add((GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)Requests);
    }

    private static void Book(HttpContext http)
    {
        Get(http);
        http.Request.Method = "POST";
        http.Request.Path = "/v1/parcels";
        http.Request.ContentType = "application/json";
        http.Request.ContentLength = Body.Length;
        http.Request.Body = new MemoryStream(Body);
        http.Features.Set<IHttpRequestBodyDetectionFeature>(HasBody);
    }

    private static readonly BodyDetection HasBody = new();

    /// <summary>As every server says it; the test server's SendAsync does not.</summary>
    private sealed class BodyDetection : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => true;
    }

    private static void Get(HttpContext http)
    {
        http.Request.Method = "GET";
        http.Request.Path = "/v1/parcels/0198a3c1-5f1e-7c55-9d0a-0f7a4f0f4f10";
        http.Request.Headers.Authorization = $"Bearer {Api.Shop}";
    }

    private static async Task<double> TimeAsync(Func<Task<HttpResponseMessage>> send)
    {
        var start = Stopwatch.GetTimestamp();
        using var response = await send();
        response.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<double> ThroughputAsync(HttpClient http, Guid id)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            var count = 0;
            for (; clock.Elapsed.TotalSeconds < Seconds; count++)
                await TimeAsync(() => http.SendAsync("GET", $"/v1/parcels/{id}"));
            return count;
        }));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed class Cost
    {
        public List<double> Micros { get; } = [];

        public List<double> AllBytes { get; } = [];

        public double Bytes => Median(AllBytes);

        public object Over(Cost bare) => new
        {
            Micros = Math.Round(Median(Micros), 1),
            Kilobytes = Math.Round(Bytes / 1000, 1),
            ExtraMicros = Math.Round(Median(Micros) - Median(bare.Micros), 1),
            ExtraKilobytes = Math.Round((Bytes - bare.Bytes) / 1000, 1),
        };
    }

    /// <summary>Answers without a database, so that only the framework is measured.</summary>
    private sealed class OneParcel : IParcels
    {
        private static readonly Parcel Parcel = new(Guid.CreateVersion7(), "PX1", "Ada",
            new("Hafenstr. 4", "Kiel", "24103"), 1200, ParcelStatus.Booked, null);

        public Task<Guid> BookAsync(NewParcel parcel, CancellationToken cancellation) =>
            Task.FromResult(Parcel.Id);

        public Task<Parcel?> FindAsync(string customer, Guid id, CancellationToken cancellation) =>
            Task.FromResult<Parcel?>(Parcel);

        public Task<IReadOnlyList<Parcel>> ListAsync(
            string customer, ParcelStatus? status, int take, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<Parcel>>([Parcel]);

        public Task<Outcome> ChangeAddressAsync(
            string customer, Guid id, Address address, CancellationToken cancellation) => Done;

        public Task<Outcome> CancelAsync(string customer, Guid id, CancellationToken cancellation) => Done;

        public Task<Outcome> RedirectAsync(
            string customer, Guid id, string pickupPoint, CancellationToken cancellation) => Done;

        private static Task<Outcome> Done => Task.FromResult(Outcome.Done);
    }
}
