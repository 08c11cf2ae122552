using System.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Offprint.Servers;
using Ordering.Persistence;

namespace Ordering.Tests;

/// <summary>
/// Eight clients have read the same order, on which 290 of 300 are used, and each adds an
/// article for 10. One of them may.
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
    public async Task Tried_again_the_losers_are_refused_by_the_rule()
    {
        var open = await database.CreateAsync();
        var id = await AddNearlyFullAsync(open);
        var store = new Store(open);

        var refusals = await Task.WhenAll(Enumerable.Range(1, Clients).Select(client =>
            Record.ExceptionAsync(() => store.ChangeAsync(id, order => Add(order, client)))));

        Assert.Equal(Clients - 1, refusals.OfType<BrokenRuleException>()
            .Count(refusal => refusal.Rule == Rule.WithinLimit));
        Assert.Equal(300, await TotalAsync(open, id));
    }

    [Fact]
    public async Task Of_two_who_add_the_same_article_one_does_and_one_hears_why()
    {
        var open = await database.CreateAsync();
        var id = await AddNearlyFullAsync(open);
        using var bothHaveRead = new Barrier(2);
        var added = 0;

        void AddWithTheOther(Order order)
        {
            Add(order, client: 1);
            if (Interlocked.Increment(ref added) <= 2)
                bothHaveRead.SignalAndWait();
        }
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 2).Select(_ =>
            Task.Run(() => Record.ExceptionAsync(
                () => new Store(open).ChangeAsync(id, AddWithTheOther)))));

        Assert.Single(outcomes, outcome => outcome is null);
        var refusal = Assert.Single(outcomes.OfType<BrokenRuleException>());
        Assert.Equal(Rule.OneLinePerSku, refusal.Rule);
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
