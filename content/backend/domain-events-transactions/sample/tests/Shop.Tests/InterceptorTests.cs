using System.Data.Common;
using System.Transactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Shop.Events;
using Shop.Naive;
using Shop.Orders;
using Shop.Persistence;
using Shop.Stocks;

namespace Shop.Tests;

/// <summary>What an interceptor has to know about EF Core's saves and transactions.</summary>
[Collection(ServersCollection.Name)]
public sealed class InterceptorTests(RealServers servers)
{
    [Fact]
    public async Task SavedChanges_comes_before_the_commit_when_a_transaction_is_open()
    {
        var journal = new List<string>();
        await using var shop = await TestShop.CreateAsync(servers, _ => { });
        await using var context = shop.OpenWith(new OnePassInterceptor((happened, _) =>
        {
            journal.Add(happened.GetType().Name);
            return Task.CompletedTask;
        }));

        await using var transaction = await context.Database.BeginTransactionAsync();
        context.Add(Given.AnOrder().AsOrder());
        await context.SaveChangesAsync();
        await transaction.RollbackAsync();

        Assert.Equal(0, await shop.CountAsync("orders"));
        Assert.Equal(["OrderPlaced"], journal);
    }

    [Fact]
    public async Task A_save_of_one_statement_has_no_commit_to_intercept()
    {
        var commits = new CommitCounter();
        await using var shop = await TestShop.CreateAsync(servers, _ => { }, more => more.Intercept(commits));

        await using (var one = shop.Open())
        {
            one.Shop.Add(Given.AnOrder().AsOrder());
            await one.Shop.SaveChangesAsync();
        }
        Assert.Equal(0, commits.Count);

        await using (var two = shop.Open())
        {
            two.Shop.AddRange(Given.AnOrder().AsOrder(), Given.AnOrder().AsOrder());
            await two.Shop.SaveChangesAsync();
        }
        Assert.Equal(1, commits.Count);
    }

    [Fact]
    public async Task After_commit_handlers_run_with_and_without_a_transaction_and_never_for_a_rollback()
    {
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .AfterCommit<OrderPlaced, Act<OrderPlaced>>(), Committed());

        await using (var one = shop.Open()) // a single statement
        {
            one.Shop.Add(Given.AnOrder().AsOrder());
            await one.Shop.SaveChangesAsync();
        }
        Assert.Equal(["1 committed"], shop.Journal.Entries);

        await using (var rolledBack = shop.Open())
            await rolledBack.InTransactionAsync(async transaction =>
            {
                rolledBack.Shop.Add(Given.AnOrder().AsOrder());
                await rolledBack.Shop.SaveChangesAsync();
                await transaction.RollbackAsync();
            });
        Assert.Equal(["1 committed"], shop.Journal.Entries);

        await shop.Orders.PlaceAsync(Given.AnOrder()); // a transaction of its own
        Assert.Equal(["1 committed", "2 committed"], shop.Journal.Entries);
        Assert.Empty(shop.Log.Lines);
    }

    [Fact]
    public async Task Events_of_a_transaction_that_was_only_disposed_are_not_dispatched_by_the_next()
    {
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .AfterCommit<OrderPlaced, Act<OrderPlaced>>(), Committed());
        await using var request = shop.Open();
        await request.InTransactionAsync(async _ =>
        {
            request.Shop.Add(Given.AnOrder().AsOrder());
            await request.Shop.SaveChangesAsync();
        });
        await request.InTransactionAsync(async transaction =>
        {
            request.Shop.Add(Given.AnOrder().AsOrder());
            await request.Shop.SaveChangesAsync();
            await transaction.CommitAsync();
        });

        Assert.Equal(["1 committed"], shop.Journal.Entries);
    }

    [Fact]
    public async Task In_the_moment_of_the_commit_the_context_itself_cannot_query()
    {
        var intruder = new QueryAfterCommit();
        await using var shop = await TestShop.CreateAsync(servers, _ => { });
        await using var context = shop.OpenWith(intruder);
        await using var transaction = await context.Database.BeginTransactionAsync();
        context.Add(Given.AnOrder().AsOrder());
        await context.SaveChangesAsync();
        await transaction.CommitAsync();

        Assert.Contains("completed", Assert.IsType<InvalidOperationException>(intruder.Failure).Message);
    }

    [Fact]
    public async Task Before_the_save_generated_values_are_missing_and_in_the_transaction_they_are_there()
    {
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .BeforeSave<OrderPlaced, Act<OrderPlaced>>()
            .InTransaction<OrderPlaced, Act<OrderPlaced>>()
            .InTransaction<OrderPlaced, CountSales>(), more => more.AddSingleton(
            new Script<OrderPlaced>((services, placed, _) =>
            {
                var number = services.GetRequiredService<ShopContext>().Orders.Local.Single().Number;
                services.GetRequiredService<Journal>().Add($"{number}");
                return Task.CompletedTask;
            })));

        await shop.Orders.PlaceAsync(Given.AnOrder(quantity: 3));

        Assert.Equal(["0", "1"], shop.Journal.Entries);
        Assert.Equal(3, await shop.ReadAsync<long>("SELECT quantity FROM sales WHERE last_number = 1"));
    }

    [Fact]
    public async Task Handlers_in_the_transaction_need_one()
    {
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .InTransaction<OrderPlaced, CountSales>());
        await using var request = shop.Open();
        request.Shop.Add(Given.AnOrder().AsOrder());

        await Assert.ThrowsAsync<InvalidOperationException>(() => request.Shop.SaveChangesAsync());

        Assert.Equal(0, await shop.CountAsync("orders"));
    }

    [Fact]
    public async Task A_handler_in_the_transaction_that_changes_an_entity_is_stopped()
    {
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .InTransaction<OrderPlaced, ReserveStock>());

        var stopped = await Assert.ThrowsAsync<InvalidOperationException>(
            () => shop.Orders.PlaceAsync(Given.AnOrder()));

        Assert.Contains("too late", stopped.Message);
        Assert.Equal(0, await shop.CountAsync("orders"));
    }

    [Fact]
    public async Task A_save_that_failed_can_be_repeated_and_handles_no_event_twice()
    {
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .BeforeSave<OrderPlaced, Note<OrderPlaced>>()
            .BeforeSave<OrderPlaced, ReserveStock>()
            .AfterCommit<OrderPlaced, Note<OrderPlaced>>());
        await using var request = shop.Open();
        var order = Given.AnOrder();
        request.Shop.Add(order.AsOrder());
        await shop.RunAsync("ALTER TABLE orders ADD CONSTRAINT closed CHECK (false)");
        await Assert.ThrowsAsync<DbUpdateException>(() => request.Shop.SaveChangesAsync());
        await shop.RunAsync("ALTER TABLE orders DROP CONSTRAINT closed");

        await request.Shop.SaveChangesAsync();

        Assert.Equal(["OrderPlaced", "OrderPlaced"], shop.Journal.Entries); // before and after
        Assert.Equal(99_999, await shop.ReadAsync<int>("SELECT available FROM stock WHERE sku = 'desk'"));
    }

    [Fact]
    public async Task A_retry_that_clears_the_change_tracker_forgets_the_failed_attempt()
    {
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .AfterCommit<OrderPlaced, Note<OrderPlaced>>());
        await using var request = shop.Open();
        request.Shop.Add(Given.AnOrder().AsOrder());
        await shop.RunAsync("ALTER TABLE orders ADD CONSTRAINT closed CHECK (false)");
        await Assert.ThrowsAsync<DbUpdateException>(() => request.Shop.SaveChangesAsync());
        await shop.RunAsync("ALTER TABLE orders DROP CONSTRAINT closed");
        request.Shop.ChangeTracker.Clear();
        request.Shop.Add(Given.AnOrder().AsOrder());

        await request.Shop.SaveChangesAsync();

        Assert.Equal(["OrderPlaced"], shop.Journal.Entries);
        Assert.Equal(1, await shop.CountAsync("orders"));
    }

    [Fact]
    public async Task After_a_handler_has_failed_the_context_saves_and_commits_nothing()
    {
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .BeforeSave<OrderPlaced, ReserveStock>()
            .BeforeSave<OrderPlaced, Act<OrderPlaced>>(), more => more.AddSingleton(
                new Script<OrderPlaced>((_, _, _) => throw new IOException())));
        await using var request = shop.Open();
        await request.InTransactionAsync(async transaction =>
        {
            request.Shop.Add(Given.AnOrder().AsOrder());
            await Assert.ThrowsAsync<IOException>(() => request.Shop.SaveChangesAsync());

            await Assert.ThrowsAsync<InvalidOperationException>(() => request.Shop.SaveChangesAsync());
            await Assert.ThrowsAsync<InvalidOperationException>(() => transaction.CommitAsync());
        });

        Assert.Equal(0, await shop.CountAsync("orders"));
        Assert.Equal(100_000, await shop.ReadAsync<int>("SELECT available FROM stock WHERE sku = 'desk'"));
    }

    [Fact]
    public async Task A_handler_that_saves_is_stopped_and_nothing_is_written()
    {
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .BeforeSave<OrderPlaced, Act<OrderPlaced>>(), more => more.AddSingleton(
            new Script<OrderPlaced>((services, _, token) =>
                services.GetRequiredService<ShopContext>().SaveChangesAsync(token))));
        await using var request = shop.Open();
        request.Shop.Add(Given.AnOrder().AsOrder());

        var stopped = await Assert.ThrowsAsync<InvalidOperationException>(() => request.Shop.SaveChangesAsync());

        Assert.Contains("must not save", stopped.Message);
        Assert.Equal(0, await shop.CountAsync("orders"));
    }

    [Fact]
    public async Task Synchronous_saves_and_commits_with_events_are_refused()
    {
        await using var shop = await TestShop.CreateAsync(servers, _ => { });
        await using var request = shop.Open();
        await request.InTransactionAsync(async transaction =>
        {
            request.Shop.Add(Given.AnOrder().AsOrder());

            Assert.Throws<NotSupportedException>(() => request.Shop.SaveChanges());
            await request.Shop.SaveChangesAsync();
            Assert.Throws<NotSupportedException>(transaction.Commit);
        });

        Assert.Equal(0, await shop.CountAsync("orders"));
    }

    [Fact]
    public async Task In_a_TransactionScope_EF_Core_reports_no_commit_and_the_dispatcher_refuses()
    {
        await EFCoreReportsNoCommitAsync();
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .AfterCommit<OrderPlaced, Note<OrderPlaced>>());
        await using (var request = shop.Open())
        {
            using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            request.Shop.Add(Given.AnOrder().AsOrder());
            await Assert.ThrowsAsync<NotSupportedException>(() => request.Shop.SaveChangesAsync());
        }

        Assert.Empty(shop.Journal.Entries);
        Assert.Equal(0, await shop.CountAsync("orders"));
    }

    private async Task EFCoreReportsNoCommitAsync()
    {
        var (commits, handled) = (new CommitCounter(), 0);
        await using var shop = await TestShop.CreateAsync(servers, _ => { });
        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await using var context = shop.OpenWith(commits, new OnePassInterceptor((_, _) =>
            {
                handled++;
                return Task.CompletedTask;
            }));
            context.Add(Given.AnOrder().AsOrder());
            await context.SaveChangesAsync();
            Assert.Null(context.Database.CurrentTransaction);
            Assert.Equal(1, handled);
            Assert.Equal(0, await shop.OutsideAsync(() => shop.CountAsync("orders")));
            scope.Complete();
        }
        Assert.Equal(1, await shop.CountAsync("orders"));
        Assert.Equal(0, commits.Count);
    }

    [Fact]
    public async Task ExecuteUpdate_raises_no_event()
    {
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .BeforeSave<StockRanLow, Note<StockRanLow>>());
        await using var request = shop.Open();

        await request.Shop.Stocks.Where(s => s.Sku == "chair")
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Available, 1));

        Assert.Empty(shop.Journal.Entries);
        Assert.Equal(1, await shop.ReadAsync<int>("SELECT available FROM stock WHERE sku = 'chair'"));
    }

    [Fact]
    public async Task Rolling_back_to_a_savepoint_does_not_take_events_back()
    {
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .AfterCommit<OrderPlaced, Note<OrderPlaced>>());
        await using var request = shop.Open();
        await request.InTransactionAsync(async transaction =>
        {
            await transaction.CreateSavepointAsync("before");
            request.Shop.Add(Given.AnOrder().AsOrder());
            await request.Shop.SaveChangesAsync();
            await transaction.RollbackToSavepointAsync("before");
            await transaction.CommitAsync();
        });

        Assert.Equal(0, await shop.CountAsync("orders"));
        Assert.Equal(["OrderPlaced"], shop.Journal.Entries);
    }

    [Fact]
    public void A_pooled_context_cannot_have_a_scoped_interceptor()
    {
        using var development = PooledContexts(validateScopes: true);
        using var scope = development.CreateScope();

        var refused = Assert.Throws<InvalidOperationException>(
            () => scope.ServiceProvider.GetRequiredService<ShopContext>());

        Assert.Contains("scoped service", refused.Message);
    }

    [Fact]
    public void Without_scope_validation_all_pooled_contexts_share_one_interceptor()
    {
        using var production = PooledContexts(validateScopes: false);
        using IServiceScope one = production.CreateScope(), two = production.CreateScope();

        var (first, second) = (ContextOf(one), ContextOf(two));

        Assert.NotSame(first, second);
        Assert.Same(InterceptorOf(first), InterceptorOf(second));

        static ShopContext ContextOf(IServiceScope scope) => scope.ServiceProvider.GetRequiredService<ShopContext>();

        static IInterceptor InterceptorOf(ShopContext context) => Assert.Single(context
            .GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!.Interceptors!);
    }

    private static ServiceProvider PooledContexts(bool validateScopes)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddDomainEvents(_ => { }).AddDbContextPool<ShopContext>((provider, options) => options
            .UseNpgsql("Host=127.0.0.1")
            .AddInterceptors(provider.GetRequiredService<DomainEventsInterceptor>()));
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = validateScopes });
    }

    /// <summary>Notes how many orders another connection can see, in a scope of the handler's own.</summary>
    private static Action<IServiceCollection> Committed() => more => more.AddSingleton(
        new Script<OrderPlaced>(async (services, _, token) =>
        {
            var orders = await services.GetRequiredService<ShopContext>().Orders.CountAsync(token);
            services.GetRequiredService<Journal>().Add($"{orders} committed");
        }));

    internal sealed class CommitCounter : DbTransactionInterceptor
    {
        public int Count { get; private set; }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData data, CancellationToken token = default)
        {
            Count++;
            return Task.CompletedTask;
        }
    }

    private sealed class QueryAfterCommit : DbTransactionInterceptor
    {
        public Exception? Failure { get; private set; }

        public override async Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData data, CancellationToken token = default) =>
            Failure = await Record.ExceptionAsync(
                () => ((ShopContext)data.Context!).Orders.CountAsync(token));
    }
}
