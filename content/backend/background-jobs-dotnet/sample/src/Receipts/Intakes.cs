using Npgsql;
using Receipts.Durable;
using Receipts.InProcess;

namespace Receipts;

/// <summary>Accepts an order whose receipt follows later; false if it cannot.</summary>
public interface IIntake
{
    Task<bool> TakeAsync(int order);
}

public sealed class ForgetfulIntake(ReceiptSender receipts) : IIntake
{
    #region forget
    public Task<bool> TakeAsync(int order)
    {
        _ = Task.Run(() => receipts.SendAsync(order));
        return Task.FromResult(true);
    }
    #endregion
}

public sealed class QueueIntake(WorkQueue queue) : IIntake
{
    public Task<bool> TakeAsync(int order) => Task.FromResult(queue.TryAdd(order));
}

public sealed class DurableIntake(NpgsqlDataSource database) : IIntake
{
    #region intake
    public async Task<bool> TakeAsync(int order)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var insert = new NpgsqlCommand(
            "INSERT INTO customer_order (id) VALUES ($1) ON CONFLICT DO NOTHING", connection)
        {
            Parameters = { new() { Value = order } },
        };
        if (await insert.ExecuteNonQueryAsync() == 1)
            await JobQueue.EnqueueAsync(connection, "receipt", $"{order}");
        await transaction.CommitAsync();
        return true;
    }
    #endregion
}
