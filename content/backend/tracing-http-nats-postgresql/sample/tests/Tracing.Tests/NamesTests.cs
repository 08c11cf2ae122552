using System.Diagnostics;
using Collector;
using Npgsql;
using Shop.Tracing;

namespace Tracing.Tests;

/// <summary>Which names the spans and their attributes have.</summary>
[Collection(Servers.Name)]
public sealed class NamesTests(RealServers servers)
{
    [Fact]
    public async Task Messaging_spans_have_the_names_of_the_conventions()
    {
        await using var shop = await RunningShop.StartAsync(servers);
        await shop.OrderAsync();
        await shop.Spans.ArriveAsync(Names.Post);
        await shop.Spans.ArriveAsync(Names.Batch);

        Check(Names.Request, SpanKind.Producer, "request", "send", Subjects.Reserve);
        Check(Names.Process, SpanKind.Consumer, "process", "process", Subjects.Reserve);
        Check(Names.Publish, SpanKind.Producer, "publish", "send", Subjects.Placed);
        Check(Names.Batch, SpanKind.Consumer, "process", "process", Subjects.Placed);

        void Check(string name, SpanKind kind, string operation, string type, string subject)
        {
            var span = shop.Spans.All.First(span => span.Name == name);
            Assert.Equal(kind, span.Kind);
            Assert.Equal("nats", span.Attributes["messaging.system"]);
            Assert.Equal(operation, span.Attributes["messaging.operation.name"]);
            Assert.Equal(type, span.Attributes["messaging.operation.type"]);
            Assert.Equal(subject, span.Attributes["messaging.destination.name"]);
        }
    }

    [Fact]
    public async Task HTTP_and_database_spans_have_the_stable_names()
    {
        await using var shop = await RunningShop.StartAsync(servers);
        await shop.OrderAsync();
        await shop.Spans.ArriveAsync(Names.Post);
        await shop.Spans.ArriveAsync(Names.UpdateStock);

        var http = shop.Spans.All.Single(span => span.Name == Names.Post).Attributes;
        Assert.Equal("POST", http["http.request.method"]);
        Assert.Equal("/orders", http["http.route"]);
        Assert.Equal(201L, http["http.response.status_code"]);

        var database = shop.Spans.All.Single(span => span.Name == Names.UpdateStock);
        Assert.Equal(SpanKind.Client, database.Kind);
        Assert.Equal("postgresql", database.Attributes["db.system.name"]);
        Assert.StartsWith("test_", Assert.IsType<string>(database.Attributes["db.namespace"]));
        Assert.Contains("quantity - $2", Assert.IsType<string>(database.Attributes["db.query.text"]));
        Assert.DoesNotContain("db.system", database.Attributes.Keys);
        Assert.DoesNotContain("db.statement", database.Attributes.Keys);
    }

    [Fact]
    public async Task The_client_s_own_source_still_uses_names_that_are_deprecated()
    {
        await using var shop = await RunningShop.StartAsync(servers, "Tracing:Context=Client");
        await shop.OrderAsync(); // the first message is sent before the client knows its server
        await shop.OrderAsync();
        await shop.Spans.ArriveAsync("stock.reserve publish", 2);

        var sent = shop.Spans.All.Where(span => span is { Source: "NATS.Net", Name: "stock.reserve publish" })
            .MaxBy(span => span.StartNanos)!;
        Assert.Equal("publish", sent.Attributes["messaging.operation"]);
        Assert.Contains("messaging.client_id", sent.Attributes.Keys);
        Assert.DoesNotContain("messaging.operation.name", sent.Attributes.Keys);
        Assert.DoesNotContain("messaging.operation.type", sent.Attributes.Keys);
    }

    [Fact]
    public async Task The_client_s_own_source_records_pulls_of_an_idle_consumer_too()
    {
        await using var shop = await RunningShop.StartAsync(servers, "Tracing:Context=Client");

        await Until.TrueAsync("three pulls", () => shop.Spans.All.Count(
            span => span.Source == "NATS.Net" && $"{span.Attributes.GetValueOrDefault("messaging.destination.name")}"
                .StartsWith("$JS.API.CONSUMER.MSG.NEXT")) >= 3);
    }

    [Fact]
    public async Task The_text_of_a_statement_is_exported_with_its_literals_and_without_its_parameters()
    {
        var texts = new List<object?>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => texts.Add(activity.GetTagItem("db.query.text")),
        };
        ActivitySource.AddActivityListener(listener);
        await using var database = NpgsqlDataSource.Create(servers.Postgres.ConnectionString());
        await using var literal = database.CreateCommand("SELECT 'alice@example.com' AS email");
        await literal.ExecuteScalarAsync();
        await using var parameter = database.CreateCommand("SELECT $1 AS email");
        parameter.Parameters.AddWithValue("bob@example.com");
        await parameter.ExecuteScalarAsync();

        Assert.Contains("SELECT 'alice@example.com' AS email", texts);
        Assert.Contains("SELECT $1 AS email", texts);
        Assert.DoesNotContain(texts, text => $"{text}".Contains("bob"));
    }

    [Theory]
    [InlineData("INSERT INTO orders (id) VALUES ($1)", "INSERT orders")]
    [InlineData("\n  update stock SET a = b FROM other", "UPDATE stock")]
    [InlineData("DELETE FROM stock WHERE true", "DELETE stock")]
    [InlineData("SELECT id,\n  product FROM orders WHERE id = ANY($1)", "SELECT orders")]
    [InlineData("SELECT 1", null)]
    [InlineData("SET lock_timeout = 1", null)]
    public void A_statement_is_named_by_its_verb_and_table(string sql, string? name) =>
        Assert.Equal(name, QuerySummary.Of(sql));
}
