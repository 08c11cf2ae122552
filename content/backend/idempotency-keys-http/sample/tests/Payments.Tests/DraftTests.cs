using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Payments.Idempotency;

namespace Payments.Tests;

/// <summary>What the draft asks of a server, and what it leaves open.</summary>
[Collection(RealPostgres.Name)]
public sealed class DraftTests(Postgres postgres)
{
    [Fact]
    public async Task A_request_without_a_key_gets_400_with_a_link_and_pays_nothing()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);

        using var response = await app.Http.PayAsync(key: null);

        Assert.Equal(400, (int)response.StatusCode);
        await AssertLinksToDocumentationAsync(response);
        Assert.Equal(0, await database.PaymentsAsync());
    }

    [Theory]
    [InlineData("order-42")]
    [InlineData("\"8e03978e-40d5-43e8-bc93-6894a57f9324")]
    [InlineData("8e03978e 40d5 43e8 bc93 6894a57f9324")]
    [InlineData("8e03978e-40d5-43e8-bc93-6894a57f9324, 8e03978e-40d5-43e8-bc93-6894a57f9324")]
    public async Task A_key_in_another_format_gets_400(string key)
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);

        using var response = await app.Http.PayAsync(key);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal(0, await database.KeysAsync());
    }

    [Fact]
    public async Task A_key_in_quotes_and_a_bare_key_are_the_same_key()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);

        using var bare = await app.Http.PayAsync();
        using var quoted = await app.Http.PayAsync($"\"{Requests.Key}\"");

        Assert.Equal(201, (int)quoted.StatusCode);
        Assert.True(quoted.IsReplay());
        Assert.Equal(1, await database.PaymentsAsync());
    }

    #region mismatch
    [Fact]
    public async Task A_key_reused_with_another_body_gets_422_and_pays_nothing()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        using var first = await app.Http.PayAsync(amount: 4900);

        using var second = await app.Http.PayAsync(amount: 5900);

        Assert.Equal(201, (int)first.StatusCode);
        Assert.Equal(422, (int)second.StatusCode);
        await AssertLinksToDocumentationAsync(second);
        Assert.Equal(1_000_000 - 4900, await database.BalanceAsync());
    }
    #endregion

    [Fact]
    public async Task A_key_reused_at_another_endpoint_gets_422()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        // One body that both endpoints accept.
        var body = new { account = "alice", card = "4242", amount = 4900 };
        using var first = await app.Http.PostAsync("payments", Requests.Key, JsonContent.Create(body));

        using var second = await app.Http.PostAsync("card-payments", Requests.Key, JsonContent.Create(body));

        Assert.Equal(201, (int)first.StatusCode);
        Assert.Equal(422, (int)second.StatusCode);
    }

    [Fact]
    public async Task The_same_JSON_in_another_order_is_another_request()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        using var first = await app.Http.PostAsync("payments", Requests.Key,
            Json("""{"account":"alice","amount":4900}"""));

        using var second = await app.Http.PostAsync("payments", Requests.Key,
            Json("""{"amount":4900,"account":"alice"}"""));

        Assert.Equal(201, (int)first.StatusCode);
        Assert.Equal(422, (int)second.StatusCode);
    }

    #region replay
    [Fact]
    public async Task A_retry_gets_the_stored_response_byte_for_byte()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);

        using var first = await app.Http.PayAsync();
        using var retry = await app.Http.PayAsync();

        Assert.Equal(201, (int)first.StatusCode);
        Assert.Equal(201, (int)retry.StatusCode);
        Assert.Equal(first.Headers.Location, retry.Headers.Location);
        Assert.Equal(first.Content.Headers.ContentType, retry.Content.Headers.ContentType);
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await retry.Content.ReadAsByteArrayAsync());
        Assert.False(first.IsReplay());
        Assert.True(retry.IsReplay());
        Assert.Equal(1, await database.PaymentsAsync());
    }
    #endregion

    [Fact]
    public async Task Two_callers_with_one_key_do_not_see_each_other()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        using var other = App.Client(app.Http.BaseAddress!, "other-token");
        using var first = await app.Http.PayAsync();

        using var guess = await other.PayAsync(); // the very request of the shop
        using var own = await other.PayAsync("bob-8e03978e-40d5-43e8", account: "bob");

        Assert.Equal(402, (int)guess.StatusCode); // alice's account is not theirs
        Assert.False(guess.IsReplay());
        Assert.Equal(201, (int)own.StatusCode);
        Assert.Equal(1_000_000 - 4900, await database.BalanceAsync());
    }

    [Fact]
    public async Task A_rejection_is_stored_too_and_a_new_attempt_needs_a_new_key()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        using var rejected = await app.Http.PayAsync(amount: 2_000_000);
        await database.RunAsync("UPDATE account SET balance = 3000000 WHERE id = 'alice'");

        using var retry = await app.Http.PayAsync(amount: 2_000_000);
        using var renewed = await app.Http.PayAsync("a-new-key-after-top-up", amount: 2_000_000);

        Assert.Equal(402, (int)rejected.StatusCode);
        Assert.Equal(402, (int)retry.StatusCode);
        Assert.True(retry.IsReplay());
        Assert.Equal(201, (int)renewed.StatusCode);
        Assert.Equal(1, await database.PaymentsAsync());
    }

    [Fact]
    public async Task A_request_that_fails_validation_does_not_use_up_its_key()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);

        using var invalid = await app.Http.PayAsync(amount: -1);
        using var mended = await app.Http.PayAsync();

        Assert.Equal(400, (int)invalid.StatusCode);
        Assert.Equal(201, (int)mended.StatusCode);
    }

    [Fact]
    public async Task An_exception_rolls_the_key_back_with_the_effect()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        await database.RunAsync("ALTER TABLE payment ADD CONSTRAINT broken CHECK (false)");
        using var failed = await app.Http.PayAsync();
        Assert.Equal(0, await database.KeysAsync());
        await database.RunAsync("ALTER TABLE payment DROP CONSTRAINT broken");

        using var retry = await app.Http.PayAsync();

        Assert.Equal(500, (int)failed.StatusCode);
        Assert.Equal(201, (int)retry.StatusCode);
        Assert.False(retry.IsReplay());
        Assert.Equal(1_000_000 - 4900, await database.BalanceAsync());
    }

    [Fact]
    public async Task What_a_rejected_effect_has_done_is_rolled_back_and_its_key_is_not()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        var once = new Once(database.Source, new KeyStore(new()));
        var http = new DefaultHttpContext
        {
            User = new(new ClaimsIdentity([new(ClaimTypes.Name, "shop")], "test")),
        };
        http.Request.Method = "POST";
        http.Request.Path = "/payments";
        http.Request.Headers["Idempotency-Key"] = Requests.Key;
        http.Request.Body = new MemoryStream("""{"account":"alice","amount":4900}"""u8.ToArray());

        var reply = await once.RunAsync<PayFromBalance>(http, async (transaction, caller, pay, cancellation) =>
        {
            await BalancePayments.PayAsync(transaction, caller, pay, cancellation);
            return Reply.Problem(402, "Rejected after all");
        });

        Assert.Equal(402, reply.Status);
        Assert.Equal(0, await database.PaymentsAsync());
        Assert.Equal(1_000_000, await database.BalanceAsync());
        Assert.Equal(1, await database.KeysAsync("status = 402"));
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static async Task AssertLinksToDocumentationAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.TextAsync());
        Assert.Equal("https://api.example.com/docs/idempotency",
            problem.RootElement.GetProperty("type").GetString());
    }
}
