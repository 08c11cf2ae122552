using Microsoft.Extensions.Logging.Abstractions;
using Payments.Idempotency;

namespace Payments.Tests;

/// <summary>Keys do not live forever. A day passes by setting expires_at back (simulated time).</summary>
[Collection(RealPostgres.Name)]
public sealed class ExpiryTests(Postgres postgres)
{
    private const string ADayPasses = "UPDATE idempotency_key SET expires_at = expires_at - interval '24 hours'";

    [Fact]
    public async Task A_key_lives_for_24_hours_by_default()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        using var first = await app.Http.PayAsync();

        Assert.Equal(1, await database.KeysAsync(
            "expires_at BETWEEN now() + interval '23 h 55 min' AND now() + interval '24 h'"));
    }

    [Fact]
    public async Task A_retry_after_the_key_has_expired_pays_again_even_if_the_row_is_still_there()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        using var first = await app.Http.PayAsync();
        await database.RunAsync(ADayPasses);
        Assert.Equal(1, await database.KeysAsync());

        using var late = await app.Http.PayAsync();

        Assert.Equal(201, (int)late.StatusCode);
        Assert.False(late.IsReplay());
        Assert.Equal(2, await database.PaymentsAsync());
        Assert.Equal(1, await database.KeysAsync("expires_at > now()"));
    }

    [Fact]
    public async Task Duplicates_of_an_expired_key_make_one_payment_between_them()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database, "Idempotency:Wait=00:01:00");
        using var first = await app.Http.PayAsync();
        await database.RunAsync(ADayPasses);
        Task<HttpResponseMessage>[] late;
        await using (await database.CloseDoorAsync("payment"))
        {
            late = [.. Enumerable.Range(0, 10).Select(_ => app.Http.PayAsync())];
            await Until.TrueAsync("all wait", async () => await database.WaitingForLocksAsync() == 10);
        }
        var responses = await Task.WhenAll(late);

        Assert.All(responses, response => Assert.Equal(201, (int)response.StatusCode));
        Assert.Equal(2, await database.PaymentsAsync());
    }

    [Fact]
    public async Task Cleanup_deletes_expired_keys_in_batches_and_no_others()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await FillAsync(database, expired: 2_500, alive: 300);

        var deleted = await Cleanup(database, batch: 1_000).RunAsync(default);

        Assert.Equal(2_500, deleted);
        Assert.Equal(300, await database.KeysAsync());
        Assert.Equal(0, await database.KeysAsync("expires_at <= now()"));
    }

    [Fact]
    public async Task Cleanup_in_every_process_deletes_each_key_once_and_waits_for_none()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await FillAsync(database, expired: 2_000, alive: 10);
        await using var busy = await database.Source.OpenConnectionAsync();
        await using var transaction = await busy.BeginTransactionAsync();
        await new Npgsql.NpgsqlCommand(
            "SELECT 1 FROM idempotency_key WHERE key = 'expired-1' FOR UPDATE", busy).ExecuteScalarAsync();

        var deleted = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => Cleanup(database, batch: 100).RunAsync(default))).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1_999, deleted.Sum());
        Assert.Equal(11, await database.KeysAsync());
    }

    [Fact]
    public async Task Cleanup_leaves_a_payment_whose_outcome_is_open()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await database.RunAsync("""
            INSERT INTO idempotency_key (caller, key, request_hash, resource, lease_until, expires_at)
            VALUES ('shop', 'open-payment-0123', '\x00', gen_random_uuid(), now(), now() - interval '1 day')
            """);

        Assert.Equal(0, await Cleanup(database, batch: 100).RunAsync(default));
        Assert.Equal(1, await database.KeysAsync());
    }

    [Fact]
    public async Task The_running_API_cleans_up_by_itself()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await FillAsync(database, expired: 50, alive: 5);
        await using var app = await App.StartAsync(database, "Idempotency:CleanUpEvery=00:00:00.2");

        await Until.TrueAsync("the expired keys are gone", async () => await database.KeysAsync() == 5);
    }

    private static KeyCleanup Cleanup(Database database, int batch) => new(
        database.Source, new() { CleanUpBatch = batch }, NullLogger<KeyCleanup>.Instance);

    private static Task FillAsync(Database database, int expired, int alive) => database.RunAsync($"""
        INSERT INTO idempotency_key (caller, key, request_hash, status, content_type, body, expires_at)
        SELECT 'shop', 'expired-' || n, '\x00'::bytea, 201, 'application/json', '\x00'::bytea, now() - interval '1 hour'
        FROM generate_series(1, {expired}) n
        UNION ALL
        SELECT 'shop', 'alive-' || n, '\x00'::bytea, 201, 'application/json', '\x00'::bytea, now() + interval '1 hour'
        FROM generate_series(1, {alive}) n
        """);
}
