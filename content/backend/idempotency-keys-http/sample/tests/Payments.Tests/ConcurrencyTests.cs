using System.Data;
using System.Diagnostics;
using System.Net.Http.Json;
using Npgsql;
using Offprint.Servers;

namespace Payments.Tests;

/// <summary>A duplicate that arrives while the first request is still running.</summary>
[Collection(RealPostgres.Name)]
public sealed class ConcurrencyTests(Postgres postgres)
{
    [Fact]
    public async Task Twenty_duplicates_that_wait_get_one_payment_and_the_same_response()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database, "Idempotency:Wait=00:01:00");
        Task<HttpResponseMessage>[] all;
        await using (await database.CloseDoorAsync("payment"))
        {
            all = [.. Enumerable.Range(0, 20).Select(_ => app.Http.PayAsync())];
            await Until.TrueAsync("all wait", async () => await database.WaitingForLocksAsync() == 20);
        }
        var responses = await Task.WhenAll(all);

        Assert.All(responses, response => Assert.Equal(201, (int)response.StatusCode));
        Assert.Equal(19, responses.Count(response => response.IsReplay()));
        Assert.Single((await Task.WhenAll(responses.Select(response => response.TextAsync()))).Distinct());
        Assert.Equal(1, await database.PaymentsAsync());
    }

    #region conflict
    [Fact]
    public async Task A_duplicate_of_a_running_request_gets_409_and_Retry_After_when_its_wait_is_over()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database, "Idempotency:Wait=00:00:00.1");
        Task<HttpResponseMessage> first;
        await using (await database.CloseDoorAsync("payment"))
        {
            first = app.Http.PayAsync();
            await Until.TrueAsync("the first runs", async () => await database.WaitingForLocksAsync() == 1);

            using var duplicate = await app.Http.PayAsync();

            Assert.Equal(409, (int)duplicate.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), duplicate.Headers.RetryAfter?.Delta);
        }
        Assert.Equal(201, (int)(await first).StatusCode);
        using var retry = await app.Http.PayAsync();
        Assert.True(retry.IsReplay());
        Assert.Equal(1, await database.PaymentsAsync());
    }
    #endregion

    [Fact]
    public async Task A_duplicate_with_another_body_gets_422_once_the_first_has_committed()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database, "Idempotency:Wait=00:01:00");
        Task<HttpResponseMessage> first, second;
        await using (await database.CloseDoorAsync("payment"))
        {
            first = app.Http.PayAsync(amount: 4900);
            await Until.TrueAsync("the first runs", async () => await database.WaitingForLocksAsync() == 1);
            second = app.Http.PayAsync(amount: 5900);
            await Until.TrueAsync("the second waits", async () => await database.WaitingForLocksAsync() == 2);
        }
        Assert.Equal(201, (int)(await first).StatusCode);
        Assert.Equal(422, (int)(await second).StatusCode);
        Assert.Equal(1_000_000 - 4900, await database.BalanceAsync());
    }

    [Fact]
    public async Task A_duplicate_takes_over_when_the_request_that_it_waits_for_fails()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database, "Idempotency:Wait=00:01:00");
        Task<HttpResponseMessage> duplicate;
        await using (await database.CloseDoorAsync("payment"))
        {
            using var impatient = App.Client(app.Http.BaseAddress!, "shop-token");
            using var hangUp = new CancellationTokenSource();
            var first = impatient.SendAsync(new(HttpMethod.Post, "payments")
            {
                Headers = { { "Idempotency-Key", Requests.Key } },
                Content = JsonContent.Create(new { account = "alice", amount = 4900 }),
            }, hangUp.Token);
            await Until.TrueAsync("the first runs", async () => await database.WaitingForLocksAsync() == 1);
            duplicate = app.Http.PayAsync();
            await Until.TrueAsync("the second waits", async () => await database.WaitingForLocksAsync() == 2);
            await hangUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
            // The first is rolled back; the second now runs and stands at the door.
            await Until.TrueAsync("one is left", async () => await database.WaitingForLocksAsync() == 1);
        }
        Assert.Equal(201, (int)(await duplicate).StatusCode);
        Assert.False((await duplicate).IsReplay());
        Assert.Equal(1, await database.PaymentsAsync());
    }

    [Fact]
    public async Task Other_keys_do_not_wait()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await database.RunAsync("INSERT INTO account VALUES ('carol', 'shop', 1000000)");
        await using var app = await App.StartAsync(database);
        await using var blocker = await database.Source.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await new NpgsqlCommand(
            "SELECT 1 FROM account WHERE id = 'alice' FOR UPDATE", blocker).ExecuteScalarAsync();
        var slow = app.Http.PayAsync();
        await Until.TrueAsync("the first runs", async () => await database.WaitingForLocksAsync() == 1);

        using var other = await app.Http.PayAsync("another-key-0123456789", account: "carol");

        Assert.Equal(201, (int)other.StatusCode);
        await transaction.CommitAsync();
        Assert.Equal(201, (int)(await slow).StatusCode);
    }

    [Fact]
    public async Task Under_repeatable_read_a_duplicate_that_waits_fails_instead()
    {
        const string insert = """
            INSERT INTO idempotency_key (caller, key, request_hash, expires_at)
            VALUES ('shop', 'key', '', now() + interval '1 day') ON CONFLICT DO NOTHING
            """;
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var first = await database.Source.OpenConnectionAsync();
        await using var second = await database.Source.OpenConnectionAsync();
        await using var running = await first.BeginTransactionAsync();
        await new NpgsqlCommand(insert, first).ExecuteNonQueryAsync();
        await using var snapshot = await second.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        var duplicate = new NpgsqlCommand(insert, second).ExecuteNonQueryAsync();
        await Until.TrueAsync("it waits", async () => await database.WaitingForLocksAsync() == 1);

        await running.CommitAsync();

        var failure = await Assert.ThrowsAsync<PostgresException>(() => duplicate);
        Assert.Equal(PostgresErrorCodes.SerializationFailure, failure.SqlState);
    }

    #region pool
    [Fact]
    public async Task Duplicates_that_wait_occupy_the_connections_that_others_need()
    {
        const int pool = 10;
        var patient = await OtherRequestAsync("00:00:05");
        var hasty = await OtherRequestAsync("00:00:00.05");
        Results.Write("pool.json", new
        {
            pool, WaitSeconds = 5, HastyMs = 50,
            PatientMs = Math.Round(patient.TotalMilliseconds), OtherMs = Math.Round(hasty.TotalMilliseconds),
        });
        Assert.True(patient > TimeSpan.FromSeconds(2), $"{patient}");
        Assert.True(hasty < patient / 2, $"{hasty} and {patient}");

        async Task<TimeSpan> OtherRequestAsync(string wait)
        {
            await using var database = await Database.CreateAsync(postgres.Server);
            await database.RunAsync("INSERT INTO account VALUES ('carol', 'shop', 1000000)");
            await using var app = await App.StartAsync(database, $"Idempotency:Wait={wait}",
                $"ConnectionStrings:Payments={database.Connection};Maximum Pool Size={pool}");
            using (await app.Http.PayAsync("warm-up-0123456789", account: "carol")) { }
            await using var blocker = await database.Source.OpenConnectionAsync();
            await using var transaction = await blocker.BeginTransactionAsync();
            await new NpgsqlCommand(
                "SELECT 1 FROM account WHERE id = 'alice' FOR UPDATE", blocker).ExecuteScalarAsync();
            var duplicates = Enumerable.Range(0, pool).Select(_ => app.Http.PayAsync()).ToArray();
            await Until.TrueAsync("the first runs", async () => await database.WaitingForLocksAsync() >= 1);
            if (wait == "00:00:05")
                await Until.TrueAsync("all wait", async () => await database.WaitingForLocksAsync() == pool);
            var clock = Stopwatch.StartNew();
            using (var other = await app.Http.PayAsync("another-key-0123456789", account: "carol"))
                Assert.Equal(201, (int)other.StatusCode);
            var took = clock.Elapsed;
            await transaction.CommitAsync();
            foreach (var response in await Task.WhenAll(duplicates))
                response.Dispose();
            return took;
        }
    }
    #endregion
}
