namespace Payments.Tests;

/// <summary>The effect lies with a provider, which no transaction reaches.</summary>
[Collection(RealPostgres.Name)]
public sealed class CardTests(Postgres postgres)
{
    private const string Never = "Cards:ResumeEvery=01:00:00";
    private static readonly string[] ShortLease = ["Cards:Lease=00:00:04", "Cards:Timeout=00:00:03"];

    #region killed
    [Fact]
    public async Task A_process_killed_after_the_charge_is_resumed_by_the_retry_with_one_charge()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var provider = await ProviderStandIn.StartAsync();
        await KillAfterTheChargeAsync(database, provider);
        Assert.Equal("pending", await StatusAsync(database));
        await using var second = await App.StartAsync(database, provider.Setting, Never);

        using var retry = await RetryAsync(second);

        Assert.Equal(201, (int)retry.StatusCode);
        Assert.Equal("paid", await StatusAsync(database));
        Assert.Equal(2, provider.Calls);
        Assert.Equal(1, provider.Charges);
    }
    #endregion

    [Fact]
    public async Task A_provider_that_ignores_the_key_charges_twice_after_a_kill()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var provider = await ProviderStandIn.StartAsync();
        provider.IgnoresKeys = true;
        await KillAfterTheChargeAsync(database, provider);
        await using var second = await App.StartAsync(database, provider.Setting, Never);

        using var retry = await RetryAsync(second);

        Assert.Equal(201, (int)retry.StatusCode);
        Assert.Equal(2, provider.Charges);
    }

    [Fact]
    public async Task A_payment_whose_client_never_returns_is_finished_in_the_background()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var provider = await ProviderStandIn.StartAsync();
        await KillAfterTheChargeAsync(database, provider);
        await using var second = await App.StartAsync(
            database, provider.Setting, "Cards:ResumeEvery=00:00:00.2");

        await Until.TrueAsync("it is paid", async () => await StatusAsync(database) == "paid");

        Assert.Equal(1, provider.Charges);
        using var late = await second.Http.PayByCardAsync();
        Assert.Equal(201, (int)late.StatusCode);
        Assert.True(late.IsReplay());
    }

    [Fact]
    public async Task A_duplicate_during_the_charge_gets_409_and_holds_no_connection_meanwhile()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var provider = await ProviderStandIn.StartAsync();
        provider.HangAfterCharging();
        await using var app = await App.StartAsync(database, provider.Setting, Never);
        var first = app.Http.PayByCardAsync();
        await Until.TrueAsync("the card is charged", () => Task.FromResult(provider.Charges == 1));

        using var duplicate = await app.Http.PayByCardAsync();

        Assert.Equal(409, (int)duplicate.StatusCode);
        Assert.Equal(0, await database.ReadAsync<long>("""
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
                AND backend_type = 'client backend'
            """));
        provider.Recover();
        Assert.Equal(201, (int)(await first).StatusCode);
        using var retry = await app.Http.PayByCardAsync();
        Assert.True(retry.IsReplay());
        Assert.Equal(1, provider.Calls);
    }

    [Fact]
    public async Task A_charge_that_times_out_stays_open_and_its_retry_gets_the_same_charge()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var provider = await ProviderStandIn.StartAsync();
        provider.HangAfterCharging();
        await using var app = await App.StartAsync(
            database, provider.Setting, Never, "Cards:Timeout=00:00:02");

        using var unsure = await app.Http.PayByCardAsync();
        provider.Recover();
        using var retry = await app.Http.PayByCardAsync();

        Assert.Equal(503, (int)unsure.StatusCode);
        Assert.Equal(201, (int)retry.StatusCode);
        Assert.Equal(1, provider.Charges);
        Assert.Contains("is unknown; it stays open", app.Log);
    }

    [Fact]
    public async Task A_client_that_leaves_during_the_charge_does_not_stop_it()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var provider = await ProviderStandIn.StartAsync();
        provider.HangAfterCharging();
        await using var app = await App.StartAsync(database, provider.Setting, Never);
        using (var impatient = App.Client(app.Http.BaseAddress!, "shop-token"))
        {
            var post = impatient.PayByCardAsync();
            await Until.TrueAsync("the card is charged", () => Task.FromResult(provider.Charges == 1));
            impatient.CancelPendingRequests();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post);
        }
        provider.Recover();

        await Until.TrueAsync("it is paid", async () => await StatusAsync(database) == "paid");

        Assert.Equal(1, provider.Calls);
    }

    [Fact]
    public async Task An_attempt_that_outlives_its_lease_changes_nothing()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var provider = await ProviderStandIn.StartAsync();
        provider.HangAfterCharging();
        await using var app = await App.StartAsync(database, provider.Setting, Never);
        var slow = app.Http.PayByCardAsync();
        await Until.TrueAsync("the card is charged", () => Task.FromResult(provider.Charges == 1));
        // The lease ends while the first attempt is still waiting (simulated time).
        await database.RunAsync("UPDATE idempotency_key SET lease_until = now()");
        var retry = app.Http.PayByCardAsync();
        await Until.TrueAsync("both have called", () => Task.FromResult(provider.Calls == 2));
        provider.Recover();

        using var first = await slow;
        using var second = await retry;

        Assert.Equal(201, (int)first.StatusCode);
        Assert.Equal(await first.TextAsync(), await second.TextAsync());
        Assert.Equal(1, provider.Charges);
        Assert.Single(new[] { first, second }, response => response.IsReplay());
    }

    [Fact]
    public async Task A_declined_card_is_stored()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var provider = await ProviderStandIn.StartAsync();
        await using var app = await App.StartAsync(database, provider.Setting, Never);

        using var first = await app.Http.PayByCardAsync(card: "declined");
        using var retry = await app.Http.PayByCardAsync(card: "declined");

        Assert.Equal(402, (int)first.StatusCode);
        Assert.Equal(402, (int)retry.StatusCode);
        Assert.True(retry.IsReplay());
        Assert.Equal(1, provider.Calls);
    }

    [Fact]
    public async Task An_open_payment_is_not_charged_again_once_the_provider_may_have_forgotten_its_key()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var provider = await ProviderStandIn.StartAsync();
        await KillAfterTheChargeAsync(database, provider);
        // A day later (simulated time).
        provider.ForgetKeys();
        await database.RunAsync("UPDATE card_payment SET created_at = now() - interval '24 hours'");
        await using var second = await App.StartAsync(database, provider.Setting, Never);

        using var retry = await RetryAsync(second);

        Assert.Equal(500, (int)retry.StatusCode);
        Assert.Equal("unknown", await StatusAsync(database));
        Assert.Equal(1, provider.Calls);
        Assert.Contains("needs a person", second.Log);
    }

    [Fact]
    public async Task Settings_without_a_safe_order_stop_the_start()
    {
        await using var database = await Database.CreateAsync(postgres.Server);

        var lease = await Assert.ThrowsAsync<IOException>(() =>
            App.StartAsync(database, "Cards:Lease=00:00:10", "Cards:Timeout=00:00:10"));
        var wait = await Assert.ThrowsAsync<IOException>(() =>
            App.StartAsync(database, "Idempotency:Wait=00:00:00"));

        Assert.Contains("Lease must be above Timeout", lease.Message);
        Assert.Contains("Wait must be at least 1 ms", wait.Message);
    }

    private static async Task KillAfterTheChargeAsync(Database database, ProviderStandIn provider)
    {
        provider.HangAfterCharging();
        await using var app = await App.StartAsync(database, [provider.Setting, Never, .. ShortLease]);
        var post = app.Http.PayByCardAsync();
        await Until.TrueAsync("the card is charged", () => Task.FromResult(provider.Charges == 1));
        await app.KillAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => post);
        provider.Recover();
    }

    /// <summary>As a client does: again after each 409.</summary>
    private static async Task<HttpResponseMessage> RetryAsync(App app)
    {
        HttpResponseMessage? response = null;
        await Until.TrueAsync("the lease is over", async () =>
        {
            response?.Dispose();
            response = await app.Http.PayByCardAsync();
            return (int)response.StatusCode != 409;
        });
        return response!;
    }

    private static Task<string> StatusAsync(Database database) =>
        database.ReadAsync<string>("SELECT status FROM card_payment");
}
