using System.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Offprint.Servers;
using Wallets.Naive;

namespace Wallets.Tests;

/// <summary>Eight clients each pay 20 from a wallet that holds 100.</summary>
[Collection(RealPostgres.Name)]
public sealed class LostUpdateTests(Postgres postgres)
{
    public const int Clients = 8;
    public const decimal Balance = 100, Amount = 20;

    [Fact]
    public async Task Eight_payments_of_20_succeed_and_a_wallet_of_100_keeps_80()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 1, Balance);
        var payments = new UnprotectedPayments(database.Gated(new(Clients)));

        var receipts = await payments.PayAsync(Clients, Amount);

        var (paid, left) = (await database.PaidAsync(), await database.BalanceAsync());
        Results.Write("lost-update.json", new
        {
            ServerVersion = postgres.Version,
            Clients, Balance = (int)Balance, Amount = (int)Amount,
            Paid = (int)paid, Left = (int)left, Covered = (int)(Balance / Amount),
        });
        Assert.All(receipts, receipt => Assert.True(receipt.Paid));
        Assert.Equal(160, paid);
        Assert.Equal(80, left); // the check constraint, balance >= 0, was never violated
    }

    [Fact]
    public async Task The_payment_that_is_saved_last_wins_though_it_waited_for_the_first()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 1, Balance);
        await using var first = await database.BeginAsync();
        await first.RunAsync("UPDATE wallets SET balance = 80 WHERE id = 1");

        await using var context = database.Open();
        await context.Database.OpenConnectionAsync();
        var process = ((NpgsqlConnection)context.Database.GetDbConnection()).ProcessID;
        var wallet = await context.Wallets.SingleAsync();
        wallet.TryTake(30);
        var waiting = context.SaveChangesAsync();
        await first.UntilWaitingAsync(process);
        await first.RunAsync("COMMIT");
        await waiting;

        Assert.Equal(70, await database.BalanceAsync());
    }

    [Fact]
    public async Task Repeatable_read_turns_the_lost_update_into_40001()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 1, Balance);
        await using WalletContext one = database.Open(), other = Plain(database)();
        await using var transaction =
            await other.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        Assert.True((await other.Wallets.SingleAsync()).TryTake(Amount));
        Assert.True((await one.Wallets.SingleAsync()).TryTake(Amount));
        await one.SaveChangesAsync();

        var failure = await Record.ExceptionAsync(() => other.SaveChangesAsync());

        Assert.Equal(PostgresErrorCodes.SerializationFailure, failure.SqlState());
        Assert.Equal(80, await database.BalanceAsync());
    }

    [Fact]
    public async Task One_conditional_update_needs_no_token_and_no_retry()
    {
        var database = await postgres.CreateAsync();
        await database.AddAsync(wallets: 1, Balance);

        var receipts = await new AtomicPayments(database.Open).PayAsync(Clients, Amount);

        Assert.Equal(5, receipts.Count(receipt => receipt.Paid));
        Assert.All(receipts, receipt => Assert.Equal(1, receipt.Attempts));
        Assert.Equal(0, await database.BalanceAsync());
        Assert.Equal(Balance, await database.PaidAsync());
    }

    private static Func<WalletContext> Plain(Database<WalletContext> database) =>
        database.With(_ => { });
}
