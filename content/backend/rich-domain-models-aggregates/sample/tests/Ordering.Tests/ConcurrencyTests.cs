using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Offprint.Servers;
using Ordering.Persistence;

namespace Ordering.Tests;

/// <summary>
/// Eight clients have read the same order, on which 290 of 300 are used, and each adds an
/// item for 10. There is room for one.
/// </summary>
[Collection(DatabaseTests.Name)]
public sealed class ConcurrencyTests(Database database)
{
    private const int Clients = 8;

    private static readonly Money Limit = Money.Of(300, Currency.Eur);
    private static readonly Money Ten = Money.Of(10, Currency.Eur);

    [Fact]
    public async Task The_row_version_of_the_root_lets_all_of_them_through()
    {
        var open = await database.CreateAsync<XminContext>(options => new(options));
        var id = await AddNearlyFullAsync(open);

        var outcomes = await AllAddAsync(open, id);

        var total = await TotalAsync(open, id);
        Results.Write("write-skew.json", new { Clients, Limit = 300, Xmin = (int)total });
        Assert.All(outcomes, Assert.Null);
        Assert.Equal(290 + 10 * Clients, total);
    }

    [Fact]
    public async Task The_version_of_the_aggregate_lets_one_through()
    {
        var open = await database.CreateAsync();
        var id = await AddNearlyFullAsync(open);

        var outcomes = await AllAddAsync(open, id);

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Equal(Clients - 1, outcomes.OfType<DbUpdateConcurrencyException>().Count());
        Assert.Equal(300, await TotalAsync(open, id));
    }

    [Fact]
    public async Task Serializable_lets_one_through_with_the_row_version_too()
    {
        var open = await database.CreateAsync<XminContext>(options => new(options));
        var id = await AddNearlyFullAsync(open);

        var outcomes = await AllAddAsync(open, id, IsolationLevel.Serializable);

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.OfType<Exception>(),
            failure => Assert.Equal(PostgresErrorCodes.SerializationFailure, SqlState(failure)));
        Assert.Equal(300, await TotalAsync(open, id));
    }

    [Fact]
    public async Task A_change_of_the_root_row_itself_conflicts_with_the_row_version_too()
    {
        var open = await database.CreateAsync<XminContext>(options => new(options));
        var id = await AddNearlyFullAsync(open);
        await using XminContext one = open(), other = open();
        (await one.Orders.SingleAsync(order => order.Id == id)).Place();
        (await other.Orders.SingleAsync(order => order.Id == id)).Cancel();

        await one.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => other.SaveChangesAsync());
    }

    [Fact]
    public async Task Adding_a_line_updates_the_root_only_with_the_version_of_the_aggregate()
    {
        var xmin = await SqlOfAddingALineAsync<XminContext>(options => new(options));
        var version = await SqlOfAddingALineAsync<OrderingContext>(options => new(options));

        #region sql
        const string insert =
            """
            INSERT INTO order_lines ("Sku", order_id, "Quantity", "Price_Amount", "Price_Currency")
            VALUES (@p0, @p1, @p2, @p3, @p4);
            """;
        Assert.Equal(insert, xmin);
        Assert.Equal(
            insert + '\n' +
            """
            UPDATE orders SET "Version" = @p5
            WHERE "Id" = @p6 AND "Version" = @p7;
            """,
            version);
        #endregion
    }

    [Fact]
    public async Task Tried_again_the_losers_are_refused_by_the_rule()
    {
        var gate = new Gate(Clients);
        var open = await database.CreateAsync(options => new GatedContext(options, gate));
        var id = await AddNearlyFullAsync(open);
        gate.Close();
        var attempts = 0;

        var refusals = await Task.WhenAll(Enumerable.Range(1, Clients).Select(client =>
            Record.ExceptionAsync(() => new Store(open).ChangeAsync(id, order =>
            {
                Interlocked.Increment(ref attempts);
                Add(order, client);
            }))));

        Assert.Equal(Clients + Clients - 1, attempts);
        Assert.Equal(Clients - 1, refusals.OfType<BrokenRuleException>()
            .Count(refusal => refusal.Rule == Rule.WithinLimit));
        Assert.Equal(300, await TotalAsync(open, id));
    }

    [Fact]
    public async Task Of_two_adding_the_same_item_one_succeeds_and_one_is_refused()
    {
        var gate = new Gate(2);
        var open = await database.CreateAsync(options => new GatedContext(options, gate));
        var id = await AddNearlyFullAsync(open);
        gate.Close();

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 2).Select(_ =>
            Record.ExceptionAsync(
                () => new Store(open).ChangeAsync(id, order => Add(order, client: 1)))));

        Assert.Single(outcomes, outcome => outcome is null);
        var refusal = Assert.Single(outcomes.OfType<BrokenRuleException>());
        Assert.Equal(Rule.OneLinePerSku, refusal.Rule);
    }

    [Fact]
    public async Task The_same_key_is_a_unique_violation_whichever_statement_comes_first()
    {
        var sql = new CapturedSql();
        var linesFirst = await AddTheSameItemAsync(await database.CreateAsync(
            options => new OrderingContext(options), options => options.AddInterceptors(sql)));
        Assert.StartsWith("INSERT INTO order_lines", sql.Commands[^1]);

        var rootFirst = await AddTheSameItemAsync(await database.CreateAsync(
            options => new PositionsContext(options), options => options.AddInterceptors(sql)));
        Assert.StartsWith("UPDATE orders", sql.Commands[^1]);

        Assert.Equal(PostgresErrorCodes.UniqueViolation, SqlState(linesFirst));
        Assert.Equal(PostgresErrorCodes.UniqueViolation, SqlState(rootFirst));
    }

    [Fact]
    public async Task Another_unique_violation_is_not_taken_for_a_lost_race()
    {
        var open = await database.CreateAsync();
        var id = await AddNearlyFullAsync(open);
        await using (var context = open())
            await context.Database.ExecuteSqlRawAsync(
                "CREATE UNIQUE INDEX one_price ON order_lines (\"Price_Amount\")");
        var attempts = 0;

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() =>
            new Store(open).ChangeAsync(id, order =>
            {
                attempts++;
                Add(order, client: 1);
            }));

        Assert.Equal(PostgresErrorCodes.UniqueViolation, SqlState(failure));
        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task A_cancelled_change_stops_trying()
    {
        using var stop = new CancellationTokenSource();
        var open = await database.CreateAsync();
        var id = await AddNearlyFullAsync(open);
        var attempts = 0;

        // Another writer comes first every time, so the change would try forty times.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new Store(open).ChangeAsync(id, order =>
            {
                using (var other = open())
                {
                    var same = other.Orders.Single(o => o.Id == id);
                    same.ChangeQuantity(Sku.Of("AB-0100"), Quantity.Of(++attempts));
                    other.SaveChanges();
                }
                if (attempts == 3)
                    stop.Cancel();
                Add(order, client: 1);
            }, stop.Token));

        Assert.Equal(3, attempts);
    }

    /// <summary>What the second of two saves throws that insert the same key.</summary>
    private static async Task<Exception?> AddTheSameItemAsync(Func<OrderingContext> open)
    {
        var id = await AddNearlyFullAsync(open);
        await using OrderingContext one = open(), other = open();
        Add(await one.Orders.SingleAsync(order => order.Id == id), client: 1);
        Add(await other.Orders.SingleAsync(order => order.Id == id), client: 1);
        await one.SaveChangesAsync();
        return await Record.ExceptionAsync(() => other.SaveChangesAsync());
    }

    private async Task<string> SqlOfAddingALineAsync<T>(Func<DbContextOptions, T> create)
        where T : OrderingContext
    {
        var sql = new CapturedSql();
        var open = await database.CreateAsync(create, options => options.AddInterceptors(sql));
        var id = await AddNearlyFullAsync(open);
        await using var context = open();
        Add(await context.Orders.SingleAsync(order => order.Id == id), client: 1);
        sql.Commands.Clear();
        await context.SaveChangesAsync();
        return sql.Commands.Single().Trim();
    }

    private sealed class CapturedSql : DbCommandInterceptor
    {
        public List<string> Commands { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result,
            CancellationToken cancellation = default)
        {
            Commands.Add(command.CommandText);
            return ValueTask.FromResult(result);
        }
    }

    /// <summary>Once closed, lets nobody save until all have read.</summary>
    private sealed class Gate(int clients)
    {
        private readonly TaskCompletionSource all =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int toCome = clients;
        private bool closed;

        public void Close() => closed = true;

        public Task ArriveAsync()
        {
            if (closed && Interlocked.Decrement(ref toCome) == 0)
                all.SetResult();
            return closed ? all.Task : Task.CompletedTask;
        }
    }

    private sealed class GatedContext(DbContextOptions options, Gate gate)
        : OrderingContext(options)
    {
        public override async Task<int> SaveChangesAsync(
            bool acceptAllChangesOnSuccess, CancellationToken cancellation = default)
        {
            await gate.ArriveAsync();
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellation);
        }
    }

    /// <summary>The same model with a table of lines that sorts after "orders".</summary>
    private sealed class PositionsContext(DbContextOptions options) : OrderingContext(options)
    {
        protected override void OnModelCreating(ModelBuilder model)
        {
            base.OnModelCreating(model);
            model.Entity<OrderLine>().ToTable("positions");
        }
    }

    /// <summary>All read before any of them saves; what each save threw, or null.</summary>
    private static async Task<Exception?[]> AllAddAsync(
        Func<OrderingContext> open, OrderId id, IsolationLevel? isolation = null)
    {
        var toRead = Clients;
        var allHaveRead = new TaskCompletionSource();
        return await Task.WhenAll(Enumerable.Range(1, Clients).Select(async client =>
        {
            await using var context = open();
            await using var transaction = isolation is { } level
                ? await context.Database.BeginTransactionAsync(level) : null;
            #region race
            Add(await context.Orders.SingleAsync(order => order.Id == id), client);
            if (Interlocked.Decrement(ref toRead) == 0)
                allHaveRead.SetResult();
            await allHaveRead.Task;
            #endregion
            return await Record.ExceptionAsync(async () =>
            {
                await context.SaveChangesAsync();
                if (transaction is not null)
                    await transaction.CommitAsync();
            });
        }));
    }

    private static void Add(Order order, int client) =>
        order.AddLine(Sku.Of(Requests.SkuOf(client)), Ten, Quantity.Of(1));

    private static async Task<OrderId> AddNearlyFullAsync(Func<OrderingContext> open)
    {
        var order = Order.Start(OrderId.New(), CustomerId.New(), Limit);
        order.AddLine(Sku.Of("AB-0100"), Ten, Quantity.Of(29));
        await new Store(open).AddAsync(order);
        return order.Id;
    }

    private static async Task<decimal> TotalAsync(Func<OrderingContext> open, OrderId id) =>
        (await new Store(open).ReadAsync(id)).Total.Amount;

    private static string? SqlState(Exception? failure) => failure switch
    {
        null => null,
        PostgresException postgres => postgres.SqlState,
        _ => SqlState(failure.InnerException),
    };
}
