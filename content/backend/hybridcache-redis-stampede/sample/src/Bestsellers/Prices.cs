using Npgsql;
using StackExchange.Redis;

namespace Bestsellers;

/// <summary>Changes the row, then has the page forgotten.</summary>
public sealed class Prices(NpgsqlDataSource database, BestsellerPage page, ILogger<Prices> log)
{
    #region set
    public async Task<bool> SetAsync(int product, decimal price, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "UPDATE product SET price = $2 WHERE id = $1 RETURNING category");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = product });
        command.Parameters.Add(new NpgsqlParameter<decimal> { TypedValue = price });
        if (await command.ExecuteScalarAsync(cancellation) is not int category)
            return false;

        try
        {
            // The price is committed, so the page must go even if the request has ended.
            await page.ForgetAsync(category, CancellationToken.None);
        }
        catch (Exception e) when (e is RedisException or RedisTimeoutException)
        {
            log.LogError(e, "The bestsellers of category {Category} may be old until they expire", category);
        }
        return true;
    }
    #endregion
}
