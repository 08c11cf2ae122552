using System.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Offprint.Servers;
using Wallets.Naive;
using Wallets.Optimistic;
using Wallets.Pessimistic;

namespace Wallets.Tests;

/// <summary>What each lock blocks, and how a lock is taken without effect.</summary>
[Collection(RealPostgres.Name)]
public sealed class LockTests(Postgres postgres)
{
    private const int Clients = LostUpdateTests.Clients;
    private const decimal Balance = LostUpdateTests.Balance, Amount = LostUpdateTests.Amount;
    private const string InsertPayment =
        "INSERT INTO payments VALUES (gen_random_uuid(), 1, 5)";

    [Fact]
    public async Task FOR_UPDATE_blocks_inserts_of_payments_and_FOR_NO_KEY_UPDATE_does_not()
    {
        #region holders
        Dictionary<string, string> holders = new()
        {
            ["forUpdate"] = "SELECT 1 FROM wallets WHERE id = 1 FOR UPDATE",
            ["forNoKeyUpdate"] = "SELECT 1 FROM wallets WHERE id = 1 FOR NO KEY UPDATE",
            ["updateBalance"] = "UPDATE wallets SET balance = 90 WHERE id = 1",
            ["updateKey"] = "UPDATE wallets SET id = 101 WHERE id = 1",
            ["delete"] = "DELETE FROM wallets WHERE id = 1",
            ["insertPayment"] = InsertPayment,
        };
        Dictionary<string, string> others = new()
        {
            ["read"] = "SELECT * FROM wallets WHERE id = 1",
            ["insertPayment"] = InsertPayment,
            ["updateBalance"] = "UPDATE wallets SET balance = 80 WHERE id = 1",
            ["forNoKeyUpdate"] = "SELECT 1 FROM wallets WHERE id = 1 FOR NO KEY UPDATE",
            ["forUpdate"] = "SELECT 1 FROM wallets WHERE id = 1 FOR UPDATE",
            ["delete"] = "DELETE FROM wallets WHERE id = 1",
        };
        #endregion
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 2, Balance);

        var table = new Dictionary<string, Dictionary<string, string>>();
        foreach (var (holder, held) in holders)
        {
            await using var holding = await database.BeginAsync();
            await holding.RunAsync(held);
            table[holder] = [];
            foreach (var (other, statement) in others)
            {
                await using var waiting = await database.BeginAsync();
                var failure = await waiting.FailureAsync(statement);
                Assert.True(failure is null or PostgresErrorCodes.LockNotAvailable, failure);
                table[holder][other] = failure is null ? "goes on" : "waits";
            }
        }

        Results.Write("locks.json", table);
        Assert.All(table.Values, row => Assert.Equal("goes on", row["read"]));
        Assert.Equal("waits", table["forUpdate"]["insertPayment"]);
        Assert.Equal("goes on", table["forNoKeyUpdate"]["insertPayment"]);
        Assert.Equal("goes on", table["updateBalance"]["insertPayment"]);
        Assert.Equal("waits", table["updateKey"]["insertPayment"]);
        Assert.Equal("waits", table["delete"]["insertPayment"]);
        foreach (var holder in (string[])["forUpdate", "forNoKeyUpdate", "updateBalance"])
            foreach (var other in (string[])["updateBalance", "forNoKeyUpdate", "forUpdate", "delete"])
                Assert.Equal("waits", table[holder][other]);
        Assert.Equal(
            ["goes on", "goes on", "goes on", "goes on", "waits", "waits"],
            table["insertPayment"].Values);
    }

    [Fact]
    public async Task While_a_payment_holds_its_lock_others_insert_payments_for_the_wallet()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 1, Balance);
        await using var context = database.With(_ => { })();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await context.Wallets.Locked(1).SingleAsync();

        await using var session = await Session.OpenAsync(database.Connection);
        Assert.Null(await session.FailureAsync(InsertPayment));
        Assert.Equal(PostgresErrorCodes.LockNotAvailable,
            await session.FailureAsync("UPDATE wallets SET balance = 80"));
    }

    [Theory]
    [InlineData(RowLock.NoKeyUpdate)]
    [InlineData(RowLock.Update)]
    public async Task Under_a_lock_five_of_eight_pay_at_the_first_attempt_and_three_are_refused(
        RowLock strength)
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 1, Balance);

        var receipts = await new LockingPayments(database.Open, strength).PayAsync(Clients, Amount);

        Assert.Equal(5, receipts.Count(receipt => receipt.Paid));
        Assert.All(receipts, receipt => Assert.Equal(1, receipt.Attempts));
        Assert.Equal(0, await database.BalanceAsync());
        Assert.Equal(Balance, await database.PaidAsync());
    }

    [Fact]
    public async Task Without_a_transaction_the_lock_is_gone_before_the_save()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 1, Balance);
        await using WalletContext one = database.Open(), other = database.Open();

        #region no-transaction
        var wallet = await one.Wallets.Locked(1).SingleAsync();
        var same = await other.Wallets.Locked(1).SingleAsync(); // does not wait
        #endregion
        wallet.TryTake(Amount);
        same.TryTake(Amount);
        await one.SaveChangesAsync();
        await other.SaveChangesAsync();

        Assert.Equal(80, await database.BalanceAsync());
    }

    [Fact]
    public async Task A_lock_on_a_wallet_that_is_already_tracked_returns_the_old_balance()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 1, Balance);
        await using var context = database.With(_ => { })();
        await using var transaction = await context.Database.BeginTransactionAsync();

        #region tracked
        var shown = await context.Wallets.SingleAsync(w => w.Id == 1); // 100
        await PayElsewhereAsync(database); // commits 80
        var locked = await context.Wallets.Locked(1).SingleAsync(); // reads 80, keeps 100
        locked.TryTake(Amount);
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
        #endregion

        Assert.Same(shown, locked);
        Assert.Equal(80, await database.BalanceAsync()); // 60 would be right
    }

    [Fact]
    public async Task With_a_token_the_save_under_the_late_lock_fails_instead()
    {
        var database = await postgres.CreateAsync(options => new XminContext(options));
        await database.AddAsync(wallets: 1, Balance);
        await using var context = database.With(_ => { })();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await context.Wallets.SingleAsync();
        await PayElsewhereAsync(database);

        (await context.Wallets.Locked(1).SingleAsync()).TryTake(Amount);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => context.SaveChangesAsync());
    }

    [Fact]
    public async Task A_locking_query_that_selects_only_the_columns_misses_xmin()
    {
        var database = await postgres.CreateAsync(options => new XminContext(options));
        await database.AddAsync(wallets: 1, Balance);
        await using var context = database.Open();

        var failure = await Record.ExceptionAsync(() => context.Wallets
            .FromSql($"SELECT * FROM wallets FOR NO KEY UPDATE").SingleAsync());

        Assert.Equal(PostgresErrorCodes.UndefinedColumn, failure.SqlState());
    }

    [Fact]
    public async Task A_lock_does_not_stop_a_writer_that_takes_none()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 1, Balance);
        await using var careless = database.Open();
        var read = await careless.Wallets.SingleAsync();

        await new LockingPayments(database.Open).PayAsync(Guid.CreateVersion7(), 1, Amount);
        read.TryTake(Amount);
        await careless.SaveChangesAsync();

        Assert.Equal(80, await database.BalanceAsync());
    }

    [Fact]
    public async Task A_token_catches_the_writer_that_takes_no_lock()
    {
        var database = await postgres.CreateAsync(options => new XminContext(options));
        await database.AddAsync(wallets: 1, Balance);
        await using var careless = database.Open();
        var read = await careless.Wallets.SingleAsync();

        await new LockingPayments(database.Open).PayAsync(Guid.CreateVersion7(), 1, Amount);
        read.TryTake(Amount);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => careless.SaveChangesAsync());
    }

    [Fact]
    public async Task A_lock_timeout_ends_the_wait_with_55P03_and_is_not_retried()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 1, Balance);
        await using var holder = await database.BeginAsync();
        await holder.RunAsync("SELECT 1 FROM wallets FOR NO KEY UPDATE");
        var attempts = 0;

        var failure = await Record.ExceptionAsync(() => new Func<WalletContext>(database.Open)
            .InTransactionAsync(IsolationLevel.ReadCommitted, async (context, token) =>
            {
                attempts++;
                await context.Database.ExecuteSqlAsync($"SET LOCAL lock_timeout = '200ms'", token);
                return await context.Wallets.Locked(1).SingleAsync(token);
            }));

        Assert.Equal(PostgresErrorCodes.LockNotAvailable, failure.SqlState());
        Assert.Equal(1, attempts);
    }

    private static async Task PayElsewhereAsync<T>(Database<T> database) where T : WalletContext =>
        Assert.True((await new UnprotectedPayments(database.Open)
            .PayAsync(Guid.CreateVersion7(), 1, Amount)).Paid);
}
