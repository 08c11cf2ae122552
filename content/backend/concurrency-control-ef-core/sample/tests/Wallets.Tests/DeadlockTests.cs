using System.Data;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Offprint.Servers;
using Wallets.Naive;
using Wallets.Optimistic;
using Wallets.Pessimistic;

namespace Wallets.Tests;

/// <summary>Transfers in both directions between wallets.</summary>
[Collection(RealPostgres.Name)]
public sealed class DeadlockTests(Postgres postgres)
{
    private const decimal Balance = 10_000;

    [Fact]
    public async Task Two_transfers_in_opposite_directions_deadlock_and_one_gets_40P01_after_a_second()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 2, Balance);
        await using var one = await Session.OpenAsync(database.Connection, lockTimeout: "0");
        await using var other = await Session.OpenAsync(database.Connection, lockTimeout: "0");
        foreach (var session in (Session[])[one, other])
            await session.RunAsync("BEGIN");
        await one.RunAsync("SELECT 1 FROM wallets WHERE id = 1 FOR NO KEY UPDATE");
        await other.RunAsync("SELECT 1 FROM wallets WHERE id = 2 FOR NO KEY UPDATE");

        var clock = Stopwatch.StartNew();
        var outcomes = await Task.WhenAll(
            EndAsync(one, "SELECT 1 FROM wallets WHERE id = 2 FOR NO KEY UPDATE"),
            EndAsync(other, "SELECT 1 FROM wallets WHERE id = 1 FOR NO KEY UPDATE"));

        Assert.Single(outcomes, state => state is null);
        Assert.Single(outcomes, PostgresErrorCodes.DeadlockDetected);
        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(1), $"{clock.Elapsed}");

        static async Task<string?> EndAsync(Session session, string statement)
        {
            var failure = await session.FailureAsync(statement);
            await session.RunAsync("ROLLBACK"); // lets the other one go on
            return failure;
        }
    }

    [Theory]
    [InlineData("FOR UPDATE", true)]
    [InlineData("FOR NO KEY UPDATE", false)]
    public async Task Insert_first_and_lock_later_deadlocks_only_with_FOR_UPDATE(
        string strength, bool deadlocks)
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 1, Balance);

        var outcomes = await Task.WhenAll(PayAsync(), PayAsync());

        Assert.Equal(deadlocks ? 1 : 0,
            outcomes.Count(state => state == PostgresErrorCodes.DeadlockDetected));
        Assert.Equal(deadlocks ? 1 : 2, outcomes.Count(state => state is null));

        async Task<string?> PayAsync()
        {
            await using var session = await Session.OpenAsync(database.Connection, lockTimeout: "0");
            #region insert-first
            await session.RunAsync("BEGIN");
            await session.RunAsync("INSERT INTO payments VALUES (gen_random_uuid(), 1, 5)");
            await BothHaveInsertedAsync();
            var failure = await session.FailureAsync($"SELECT 1 FROM wallets {strength}");
            await session.RunAsync(failure is null ? "COMMIT" : "ROLLBACK");
            #endregion
            return failure;
        }

        Task BothHaveInsertedAsync()
        {
            if (Interlocked.Increment(ref inserted) == 2)
                bothInserted.SetResult();
            return bothInserted.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    private readonly TaskCompletionSource bothInserted =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int inserted;

    [Fact]
    public async Task The_locking_query_takes_its_rows_in_the_order_of_their_ids()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 3, Balance);
        await using var holder = await database.BeginAsync();
        await holder.RunAsync("UPDATE wallets SET label = 'last' WHERE id = 1");
        await holder.RunAsync("COMMIT"); // on disk the order is now 2, 3, 1
        await holder.RunAsync("BEGIN");
        await holder.RunAsync("SELECT 1 FROM wallets WHERE id = 2 FOR NO KEY UPDATE");
        await using var context = database.With(_ => { })();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var process = await context.Database
            .SqlQuery<int>($"SELECT pg_backend_pid() AS \"Value\"").SingleAsync();

        var locking = context.Wallets.Locked(3, 2, 1).ToListAsync();
        await holder.UntilWaitingAsync(process);

        // It waits for 2, has 1 and has not touched 3.
        await using var looking = await database.BeginAsync();
        var free = await looking.ReadAsync<long[]>("""
            WITH free AS (SELECT id FROM wallets FOR NO KEY UPDATE SKIP LOCKED)
            SELECT array_agg(id) FROM free
            """);
        Assert.Equal([3], free);
        await looking.RunAsync("ROLLBACK");
        await holder.RunAsync("ROLLBACK");
        Assert.Equal([1, 2, 3], (await locking).Select(w => w.Id));
    }

    [Fact]
    public async Task One_SaveChanges_updates_its_rows_in_the_order_of_their_keys()
    {
        var database = await postgres.CreateAsync<WalletContext>(options => new XminContext(options));
        await database.AddAsync(wallets: 3, Balance);
        var keys = new List<long>();
        await using var context = database.With(options => options.AddInterceptors(new Keys(keys)))();
        var wallets = await context.Wallets.ToListAsync();

        foreach (var id in (long[])[3, 1, 2])
            wallets.Single(w => w.Id == id).Add(5);
        await context.SaveChangesAsync();

        Assert.Equal([1, 2, 3], keys);
    }

    [Fact]
    public async Task Two_saves_in_one_transaction_deadlock_whatever_the_token()
    {
        var database = await postgres.CreateAsync(options => new XminContext(options));
        await database.AddAsync(wallets: 2, Balance);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = 0;

        var outcomes = await Task.WhenAll(ChangeAsync(1, 2), ChangeAsync(2, 1));

        Assert.Single(outcomes, state => state is null);
        Assert.Single(outcomes, PostgresErrorCodes.DeadlockDetected);

        async Task<string?> ChangeAsync(long first, long second)
        {
            await using var context = database.With(_ => { })();
            await using var transaction = await context.Database.BeginTransactionAsync();
            #region two-saves
            (await context.Wallets.SingleAsync(w => w.Id == first)).Add(5);
            await context.SaveChangesAsync(); // locks the first wallet until the commit
            #endregion
            if (Interlocked.Increment(ref arrived) == 2)
                gate.SetResult();
            await gate.Task.WaitAsync(TimeSpan.FromSeconds(60));
            (await context.Wallets.SingleAsync(w => w.Id == second)).Add(5);
            var failure = await Record.ExceptionAsync(() => context.SaveChangesAsync());
            await transaction.RollbackAsync();
            return failure.SqlState();
        }
    }

    [Fact]
    public async Task Locked_in_order_opposite_transfers_need_no_retry_and_in_any_order_they_wait()
    {
        const int clients = 8, each = 10;
        var ordered = await MeasureAsync(open => new Transfers(open).TransferAsync);
        var unordered = await MeasureAsync(open => new RequestOrderTransfers(open).TransferAsync);

        Results.Write("deadlocks.json", new
        {
            Clients = clients, Transfers = clients * each, Wallets = 4,
            Ordered = ordered, Unordered = unordered,
        });
        Assert.Equal(0, ordered.Retries);
        Assert.True(unordered.Retries > 0, "no deadlock at all");
        Assert.True(ordered.Seconds < unordered.Seconds, $"{ordered} against {unordered}");

        async Task<Measured> MeasureAsync(
            Func<Func<WalletContext>, Func<long, long, decimal, CancellationToken, Task<int>>> make)
        {
            var database = await postgres.CreateAsync();
            await database.AddAsync(wallets: 4, Balance);
            var transfer = make(database.Open);
            await transfer(1, 2, 1, default); // warm
            var clock = Stopwatch.StartNew();
            var attempts = await Task.WhenAll(Enumerable.Range(0, clients).Select(async client =>
            {
                var random = new Random(client);
                var made = 0;
                for (var i = 0; i < each; i++)
                {
                    var from = random.Next(4);
                    var to = (from + 1 + random.Next(3)) % 4;
                    made += await transfer(from + 1, to + 1, 1, default);
                }
                return made;
            }));
            var seconds = clock.Elapsed.TotalSeconds;
            await using var context = database.Open();
            Assert.Equal(4 * Balance, await context.Wallets.SumAsync(w => w.Balance));
            return new(attempts.Sum() - clients * each, Math.Round(seconds, 1));
        }
    }

    private sealed record Measured(int Retries, double Seconds);

    /// <summary>The keys in the WHERE of each update, in the order in which they are sent.</summary>
    private sealed class Keys(List<long> keys) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<System.Data.Common.DbDataReader>>
            ReaderExecutingAsync(System.Data.Common.DbCommand command, CommandEventData data,
                InterceptionResult<System.Data.Common.DbDataReader> result,
                CancellationToken cancellation = default)
        {
            if (command.CommandText.Contains("UPDATE wallets"))
                keys.AddRange(command.Parameters.Cast<NpgsqlParameter>()
                    .Select(parameter => parameter.Value).OfType<long>());
            return ValueTask.FromResult(result);
        }
    }
}
