using StackExchange.Redis;

namespace Bestsellers;

/// <summary>One connection to Redis for the cache, the backplane and the locks.</summary>
public sealed class RedisConnection(CacheOptions options) : IAsyncDisposable
{
    private readonly Lazy<Task<IConnectionMultiplexer>> connection = new(async () =>
        await ConnectionMultiplexer.ConnectAsync(Settings(options.Redis)));

    #region settings
    public static ConfigurationOptions Settings(string endpoint) => new()
    {
        EndPoints = { endpoint },
        AbortOnConnectFail = false,              // start without Redis, connect when it is there
        BacklogPolicy = BacklogPolicy.FailFast,  // disconnected: fail now, queue nothing
        ConnectTimeout = 1_000,
        AsyncTimeout = 500,                      // connected but silent: give up after this
    };
    #endregion

    public Task<IConnectionMultiplexer> GetAsync() => connection.Value;

    public async ValueTask DisposeAsync()
    {
        if (connection.IsValueCreated)
            await (await connection.Value).DisposeAsync();
    }
}
