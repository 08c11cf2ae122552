using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Wallets.Naive;
using Wallets.Optimistic;

namespace Wallets.Tests;

/// <summary>xmin, a version that the application moves, and one that a trigger moves.</summary>
[Collection(RealPostgres.Name)]
public sealed class TokenTests(Postgres postgres)
{
    private const int Clients = LostUpdateTests.Clients;
    private const decimal Balance = LostUpdateTests.Balance, Amount = LostUpdateTests.Amount;

    private static readonly string[] All = ["xmin", "version", "trigger"];

    public static TheoryData<string> Tokens => [.. All];

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task With_a_token_one_of_eight_saves_and_seven_get_a_concurrency_exception(string token)
    {
        var database = await CreateAsync(token);
        await database.AddAsync(wallets: 1, Balance);
        var payments = new UnprotectedPayments(database.Gated(new(Clients)));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ =>
            Record.ExceptionAsync(() => payments.PayAsync(Guid.CreateVersion7(), 1, Amount))));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Equal(Clients - 1, outcomes.OfType<DbUpdateConcurrencyException>().Count());
        Assert.Equal(80, await database.BalanceAsync());
        Assert.Equal(Amount, await database.PaidAsync());
    }

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task Retried_five_of_eight_pay_and_three_are_refused(string token)
    {
        var database = await CreateAsync(token);
        await database.AddAsync(wallets: 1, Balance);
        var payments = new OptimisticPayments(database.Gated(new(Clients)));

        var receipts = await payments.PayAsync(Clients, Amount);

        Assert.Equal(5, receipts.Count(receipt => receipt.Paid));
        Assert.True(receipts.Sum(receipt => receipt.Attempts) >= Clients + Clients - 1, "attempts");
        Assert.Equal(0, await database.BalanceAsync());
        Assert.Equal(Balance, await database.PaidAsync());
    }

    [Fact]
    public async Task The_update_compares_the_token_and_returns_the_next()
    {
        var xmin = await SqlOfAnUpdateAsync("xmin");
        var version = await SqlOfAnUpdateAsync("version");
        var trigger = await SqlOfAnUpdateAsync("trigger");

        #region sql
        Assert.Equal(
            """
            UPDATE wallets SET balance = @p0
            WHERE id = @p1 AND xmin = @p2
            RETURNING xmin;
            """,
            xmin);
        Assert.Equal(
            """
            UPDATE wallets SET balance = @p0, version = @p1
            WHERE id = @p2 AND version = @p3;
            """,
            version);
        #endregion
        Assert.Equal(xmin.Replace("xmin", "version"), trigger);
    }

    [Theory]
    [InlineData("xmin", 90)]
    [InlineData("trigger", 90)]
    [InlineData("version", 80)]
    public async Task A_bulk_update_moves_xmin_and_the_trigger_but_not_the_application_version(
        string token, decimal left)
    {
        var database = await CreateAsync(token);
        await database.AddAsync(wallets: 1, Balance);
        await using WalletContext reader = database.Open(), bulk = database.Open();
        var wallet = await reader.Wallets.SingleAsync();

        #region bulk
        await bulk.Wallets.ExecuteUpdateAsync(
            set => set.SetProperty(w => w.Balance, w => w.Balance - 10));
        wallet.TryTake(20); // decided on the balance before
        var failure = await Record.ExceptionAsync(() => reader.SaveChangesAsync());
        #endregion

        Assert.Equal(token != "version", failure is DbUpdateConcurrencyException);
        Assert.Equal(left, await database.BalanceAsync());
    }

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task A_token_of_the_row_conflicts_with_a_change_of_an_unrelated_column(string token)
    {
        var database = await CreateAsync(token);
        await database.AddAsync(wallets: 1, Balance);
        await using WalletContext payer = database.Open(), renamer = database.Open();
        (await payer.Wallets.SingleAsync()).TryTake(Amount);
        (await renamer.Wallets.SingleAsync()).Rename("Holidays");

        await renamer.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => payer.SaveChangesAsync());
    }

    [Fact]
    public async Task A_table_rewrite_moves_every_xmin_and_no_version()
    {
        var xmin = await CreateAsync("xmin");
        await xmin.AddAsync(wallets: 3, Balance);
        var trigger = await CreateAsync("trigger");
        await trigger.AddAsync(wallets: 3, Balance);
        var (seen, seenVersions) = (await XminsAsync(xmin), await VersionsAsync(trigger));

        const string rewrite =
            "ALTER TABLE wallets ADD seen timestamptz NOT NULL DEFAULT clock_timestamp()";
        foreach (var database in (Database<WalletContext>[])[xmin, trigger])
        {
            await using var session = await Session.OpenAsync(database.Connection);
            await session.RunAsync(rewrite);
        }

        Assert.Empty(seen.Intersect(await XminsAsync(xmin)));
        Assert.Equal(seenVersions, await VersionsAsync(trigger));
    }

    [Theory]
    [InlineData("FOR UPDATE")]
    [InlineData("FOR NO KEY UPDATE")]
    public async Task A_row_lock_leaves_xmin_alone(string strength)
    {
        var database = await CreateAsync("xmin");
        await database.AddAsync(wallets: 1, Balance);
        var before = await XminsAsync(database);
        await using var session = await database.BeginAsync();
        await session.RunAsync($"SELECT 1 FROM wallets {strength}");
        await session.RunAsync("COMMIT");

        Assert.Equal(before, await XminsAsync(database));
    }

    [Fact]
    public async Task A_rename_decided_on_an_old_token_is_rejected()
    {
        var database = await postgres.CreateAsync(options => new XminContext(options));
        await database.AddAsync(wallets: 1, Balance);
        var renaming = new Renaming(database.Open);
        var seen = await SeenAsync(database);

        Assert.True(await renaming.RenameAsync(1, "Holidays", seen));
        Assert.False(await renaming.RenameAsync(1, "Car", seen));
        Assert.True(await renaming.RenameAsync(1, "Car", await SeenAsync(database)));
    }

    [Fact]
    public async Task Assigning_the_clients_token_to_the_current_value_checks_nothing()
    {
        var database = await CreateAsync("trigger");
        await database.AddAsync(wallets: 1, Balance);
        await using (var other = await Session.OpenAsync(database.Connection))
            await other.RunAsync("UPDATE wallets SET label = 'Holidays'");
        const int seen = 1; // the client's form is older than that

        await using var context = database.Open();
        var wallet = await context.Wallets.SingleAsync();
        context.Entry(wallet).Property(w => w.Version).CurrentValue = seen;
        wallet.Rename("Car");
        var failure = await Record.ExceptionAsync(() => context.SaveChangesAsync());
        Assert.Null(failure);

        await using var right = database.Open();
        wallet = await right.Wallets.SingleAsync();
        right.Entry(wallet).Property(w => w.Version).OriginalValue = seen;
        wallet.Rename("House");
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => right.SaveChangesAsync());
    }

    [Fact]
    public async Task A_save_that_changes_nothing_compares_nothing()
    {
        var database = await postgres.CreateAsync(options => new XminContext(options));
        await database.AddAsync(wallets: 1, Balance);
        var renaming = new Renaming(database.Open);
        var seen = await SeenAsync(database);
        Assert.True(await renaming.RenameAsync(1, "Holidays", seen));

        Assert.True(await renaming.RenameAsync(1, "Holidays", seen));
    }

    private async Task<Database<WalletContext>> CreateAsync(string token) => token switch
    {
        "xmin" => await postgres.CreateAsync<WalletContext>(options => new XminContext(options)),
        "version" => await postgres.CreateAsync<WalletContext>(options => new VersionContext(options)),
        "trigger" => await postgres.CreateAsync<WalletContext>(options => new TriggerContext(options)),
        _ => throw new ArgumentOutOfRangeException(nameof(token), token, null),
    };

    private async Task<string> SqlOfAnUpdateAsync(string token)
    {
        var database = await CreateAsync(token);
        await database.AddAsync(wallets: 1, Balance);
        var updates = new List<string>();
        await using var context = database.With(options => options.LogTo(
            (id, _) => id == RelationalEventId.CommandExecuted,
            data => updates.Add(((CommandEventData)data).Command.CommandText)))();
        (await context.Wallets.SingleAsync()).TryTake(Amount);
        await context.SaveChangesAsync();
        return updates.Single(sql => sql.StartsWith("UPDATE")).Trim();
    }

    private static async Task<uint> SeenAsync(Database<XminContext> database)
    {
        await using var context = database.Open();
        return await context.Wallets.Select(w => EF.Property<uint>(w, "xmin")).SingleAsync();
    }

    private static async Task<string[]> XminsAsync(Database<WalletContext> database)
    {
        await using var session = await Session.OpenAsync(database.Connection);
        return await session.ReadAsync<string[]>(
            "SELECT array_agg(xmin::text ORDER BY id) FROM wallets");
    }

    private static async Task<int[]> VersionsAsync(Database<WalletContext> database)
    {
        await using var session = await Session.OpenAsync(database.Connection);
        return await session.ReadAsync<int[]>("SELECT array_agg(version ORDER BY id) FROM wallets");
    }
}
