using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL;
using Offprint.Servers;

namespace Wallets.Tests;

/// <summary>A rule over two rows, 40001, and what a retry has to repeat.</summary>
[Collection(RealPostgres.Name)]
public sealed class SerializableTests(Postgres postgres)
{
    private const int Clients = LostUpdateTests.Clients;
    private const decimal Balance = LostUpdateTests.Balance, Amount = LostUpdateTests.Amount;
    private const string Conflict = PostgresErrorCodes.SerializationFailure;

    [Theory]
    [InlineData(IsolationLevel.ReadCommitted, 0)]
    [InlineData(IsolationLevel.RepeatableRead, 0)]
    [InlineData(IsolationLevel.Serializable, 1)]
    public async Task Only_serializable_keeps_the_last_wallet_open(
        IsolationLevel isolation, int stillOpen)
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 2, Balance);
        var closing = new Closing(database.Gated(new(2)));

        var closed = await Task.WhenAll(
            closing.CloseAsync(owner: 1, wallet: 1, isolation),
            closing.CloseAsync(owner: 1, wallet: 2, isolation));

        Assert.Equal(stillOpen, await OpenWalletsAsync(database));
        Assert.Equal(2 - stillOpen, closed.Count(done => done));
    }

    [Fact]
    public async Task Row_locks_on_all_wallets_of_the_owner_keep_one_open_too()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 2, Balance);
        await using var other = await database.BeginAsync();
        await other.RunAsync("UPDATE wallets SET is_open = false WHERE id = 1");

        var closing = new Closing(database.Open).CloseLockedAsync(owner: 1, wallet: 2);
        while (!closing.IsCompleted
            && await other.ReadAsync<long>("SELECT count(*) FROM pg_locks WHERE NOT granted") == 0)
            await Task.Delay(10);
        await other.RunAsync("COMMIT");

        Assert.False(await closing);
        Assert.Equal(1, await OpenWalletsAsync(database));
    }

    [Fact]
    public async Task One_writer_below_serializable_breaks_the_rule_for_all()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 2, Balance);
        var closing = new Closing(database.Gated(new(2)));

        await Task.WhenAll(
            closing.CloseAsync(1, 1, IsolationLevel.Serializable),
            closing.CloseAsync(1, 2, IsolationLevel.ReadCommitted));

        Assert.Equal(0, await OpenWalletsAsync(database));
    }

    [Fact]
    public async Task The_failure_can_come_from_the_commit()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 2, Balance);
        await using WalletContext one = Plain(database), other = Plain(database);
        await using var first = await one.Database.BeginTransactionAsync(IsolationLevel.Serializable);
        await using var second =
            await other.Database.BeginTransactionAsync(IsolationLevel.Serializable);
        (await one.Wallets.ToListAsync()).Single(w => w.Id == 1).Close();
        (await other.Wallets.ToListAsync()).Single(w => w.Id == 2).Close();
        await one.SaveChangesAsync();
        await other.SaveChangesAsync();
        await first.CommitAsync();

        var failure = await Assert.ThrowsAsync<PostgresException>(() => second.CommitAsync());

        Assert.Equal(Conflict, failure.SqlState);
    }

    [Fact]
    public async Task Without_a_retrying_strategy_the_save_throws_InvalidOperationException()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 1, Balance);
        await using var context = Plain(database);
        await using var transaction =
            await context.Database.BeginTransactionAsync(IsolationLevel.Serializable);
        (await context.Wallets.SingleAsync()).TryTake(Amount);
        await PayElsewhereAsync(database);

        var failure =
            await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync());

        var update = Assert.IsType<DbUpdateException>(failure.InnerException);
        Assert.Equal(Conflict, Assert.IsType<PostgresException>(update.InnerException).SqlState);
    }

    [Fact]
    public async Task The_strategy_retries_40001_and_the_losers_decide_again()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 1, Balance);
        var payments = new SerializablePayments(database.Gated(new(Clients)));

        var receipts = await payments.PayAsync(Clients, Amount);

        Assert.Equal(5, receipts.Count(receipt => receipt.Paid));
        Assert.True(receipts.Sum(receipt => receipt.Attempts) >= Clients + Clients - 1, "attempts");
        Assert.Equal(0, await database.BalanceAsync());
        Assert.Equal(Balance, await database.PaidAsync());
    }

    [Fact]
    public async Task A_retry_in_the_same_context_loses_the_update_under_serializable()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 1, Balance);
        await using var context = database.Open();
        var attempts = 0;

        #region same-context
        await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction =
                await context.Database.BeginTransactionAsync(IsolationLevel.Serializable);
            var wallet = await context.Wallets.SingleAsync(w => w.Id == 1);
            if (++attempts == 1)
                await PayElsewhereAsync(database); // takes 20; the save below fails with 40001
            wallet.TryTake(30);
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
        });
        #endregion

        Assert.Equal(2, attempts);
        // 100 - 20 - 30 is 50. The tracked wallet kept its 70, and 30 went off that.
        Assert.Equal(40, await database.BalanceAsync());
    }

    [Fact]
    public async Task A_payment_whose_commit_succeeded_unheard_is_not_paid_twice()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 1, Balance);
        var lost = new LostAnswer();
        var open = database.With(
            options => options.AddInterceptors(lost), npgsql => npgsql.UseContention());

        var failure = await Record.ExceptionAsync(() =>
            new SerializablePayments(open).PayAsync(Guid.CreateVersion7(), 1, Amount));

        Assert.Equal(PostgresErrorCodes.UniqueViolation, failure.SqlState());
        Assert.Equal(80, await database.BalanceAsync());
        Assert.Equal(Amount, await database.PaidAsync());
    }

    [Fact]
    public async Task On_a_small_table_payments_from_different_wallets_conflict()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 2, Balance);
        await using WalletContext one = Plain(database), other = Plain(database);
        await using var first = await one.Database.BeginTransactionAsync(IsolationLevel.Serializable);
        await using var second =
            await other.Database.BeginTransactionAsync(IsolationLevel.Serializable);
        (await one.Wallets.SingleAsync(w => w.Id == 1)).TryTake(Amount);
        (await other.Wallets.SingleAsync(w => w.Id == 2)).TryTake(Amount);
        await using var session = await Session.OpenAsync(database.Connection);
        var locked = await session.ReadAsync<string[]>(
            "SELECT array_agg(DISTINCT locktype) FROM pg_locks WHERE mode = 'SIReadLock'");

        await one.SaveChangesAsync();
        await other.SaveChangesAsync();
        await first.CommitAsync();
        var failure = await Record.ExceptionAsync(() => second.CommitAsync());

        Assert.Contains("relation", locked); // a sequential scan reads, and so locks, all of it
        Assert.Equal(Conflict, failure.SqlState());
    }

    [Fact]
    public void The_default_strategy_waits_for_an_outage_and_this_one_for_a_turn()
    {
        using var context = new WalletContext(new DbContextOptionsBuilder().UseNpgsql().Options);
        var conflict = new PostgresException("", "ERROR", "ERROR", Conflict);

        var provider = new ProviderStrategy(context).Delays(conflict);
        var ours = Enumerable.Range(0, 200)
            .Select(_ => new OurStrategy(context).Delays(conflict)).ToList();

        Results.Write("backoff.json", new
        {
            ProviderSeconds = provider.Select(delay => Math.Round(delay.TotalSeconds)).ToArray(),
            ProviderTotalSeconds = Math.Round(provider.Sum(delay => delay.TotalSeconds)),
            ProviderRetries = provider.Count,
            OurRetries = ours[0].Count,
            OurLongestMs = Math.Ceiling(ours.Max(one => one.Max().TotalMilliseconds)),
        });
        Assert.Equal(6, provider.Count);
        Assert.Equal(TimeSpan.Zero, provider[0]);
        Assert.InRange(provider[1].TotalSeconds, 1, 1.1);
        Assert.InRange(provider.Sum(delay => delay.TotalSeconds), 50, 65);
        Assert.All(ours, delays => Assert.Equal(40, delays.Count));
        Assert.All(ours, delays => Assert.True(delays.Max() <= TimeSpan.FromMilliseconds(40)));
        Assert.Equal(6, new OurStrategy(context).Delays(new TimeoutException()).Count);
    }

    private static WalletContext Plain(Database<WalletContext> database) => database.With(_ => { })();

    private static async Task PayElsewhereAsync(Database<WalletContext> database)
    {
        await using var session = await Session.OpenAsync(database.Connection);
        await session.RunAsync("UPDATE wallets SET balance = balance - 20 WHERE id = 1");
    }

    private static async Task<int> OpenWalletsAsync(Database<WalletContext> database)
    {
        await using var context = database.Open();
        return await context.Wallets.CountAsync(w => w.IsOpen);
    }

    /// <summary>The first commit succeeds, and the connection breaks before the client hears.</summary>
    private sealed class LostAnswer : DbTransactionInterceptor
    {
        private bool lost;

        public override Task TransactionCommittedAsync(DbTransaction transaction,
            TransactionEndEventData data, CancellationToken cancellation = default)
        {
            if (lost)
                return Task.CompletedTask;
            lost = true;
            throw new NpgsqlException("connection lost", new IOException());
        }
    }

    private sealed class ProviderStrategy(DbContext context) : NpgsqlRetryingExecutionStrategy(context)
    {
        public List<TimeSpan> Delays(Exception failure) =>
            Waiting.Delays(ExceptionsEncountered, failure, GetNextDelay);
    }

    private sealed class OurStrategy(DbContext context) : ContentionStrategy(
        context.GetService<ExecutionStrategyDependencies>())
    {
        public List<TimeSpan> Delays(Exception failure) =>
            Waiting.Delays(ExceptionsEncountered, failure, GetNextDelay);
    }

    private static class Waiting
    {
        /// <summary>The pauses after one failure after the other, until it gives up.</summary>
        public static List<TimeSpan> Delays(
            List<Exception> encountered, Exception failure, Func<Exception, TimeSpan?> next)
        {
            var delays = new List<TimeSpan>();
            while (true)
            {
                encountered.Add(failure);
                if (next(failure) is not { } delay)
                    return delays;
                delays.Add(delay);
            }
        }
    }
}
