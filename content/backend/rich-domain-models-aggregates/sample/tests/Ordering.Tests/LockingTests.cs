using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Ordering.Persistence;

namespace Ordering.Tests;

/// <summary>Which lock a root needs, and what connection retries change.</summary>
[Collection(DatabaseTests.Name)]
public sealed class LockingTests(Database database)
{
    [Fact]
    public async Task Only_FOR_NO_KEY_UPDATE_lets_others_insert_rows_that_reference_the_order()
    {
        var open = await database.CreateAsync();
        var order = await PersistenceTests.AddDraftAsync(new Store(open));
        await using OrderingContext owner = open(), other = open();
        await owner.Database.ExecuteSqlRawAsync(
            "CREATE TABLE shipments (order_id uuid REFERENCES orders)");
        await other.Database.OpenConnectionAsync();
        await other.Database.ExecuteSqlRawAsync("SET lock_timeout = '500ms'");
        void Insert(OrderId id) =>
            other.Database.ExecuteSql($"INSERT INTO shipments VALUES ({id.Value})");

        await using (await owner.Database.BeginTransactionAsync())
        {
            await owner.Database.ExecuteSqlRawAsync("SELECT 1 FROM orders FOR UPDATE");
            var blocked = Assert.Throws<PostgresException>(() => Insert(order.Id));
            Assert.Equal(PostgresErrorCodes.LockNotAvailable, blocked.SqlState);
        }
        await new Store(open).ChangeLockedAsync(order.Id, locked => Insert(locked.Id));

        Assert.Equal(1, await other.Database
            .SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM shipments").SingleAsync());
    }

    [Fact]
    public async Task With_connection_retries_a_transaction_needs_the_execution_strategy()
    {
        var open = await database.CreateAsync(Retrying);
        var order = await PersistenceTests.AddDraftAsync(new Store(open));

        await new Store(open).ChangeLockedAsync(order.Id, o => o.Place());

        Assert.Equal(OrderStatus.Placed, (await new Store(open).ReadAsync(order.Id)).Status);
        await using var context = open();
        var load = context.Orders.Where(o => o.Id == order.Id);
        await using var transaction = await context.Database.BeginTransactionAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => load.ToListAsync());
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_looks_like_a_lost_race_and_is_applied_twice()
    {
        var lost = new LostAnswer();
        var open = await database.CreateAsync(options =>
        {
            Retrying(options);
            options.AddInterceptors(lost);
        });
        var order = await PersistenceTests.AddDraftAsync(new Store(open));
        lost.Next = true;

        var attempts = await new Store(open).ChangeAsync(order.Id, o =>
        {
            var line = o.Lines.Single();
            o.ChangeQuantity(line.Sku, Quantity.Of(line.Quantity.Value + 1));
        });

        Assert.Equal(2, attempts);
        var read = await new Store(open).ReadAsync(order.Id);
        Assert.Equal(3, read.Lines.Single().Quantity.Value);
    }

    private static void Retrying(DbContextOptionsBuilder options) =>
        options.UseNpgsql(npgsql => npgsql.EnableRetryOnFailure());

    /// <summary>The commit succeeds, and the connection breaks before the client hears.</summary>
    private sealed class LostAnswer : DbTransactionInterceptor
    {
        public bool Next { get; set; }

        public override Task TransactionCommittedAsync(DbTransaction transaction,
            TransactionEndEventData data, CancellationToken cancellation = default)
        {
            if (!Next)
                return Task.CompletedTask;
            Next = false;
            throw new NpgsqlException("connection lost", new IOException());
        }
    }
}
