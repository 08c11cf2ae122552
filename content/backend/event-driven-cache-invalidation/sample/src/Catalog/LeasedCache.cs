using StackExchange.Redis;

namespace Catalog;

/// <summary>For data that carries no version: only the holder of a lease may fill.</summary>
public sealed class LeasedCache(
    IDatabase redis, IProducts products, TimeSpan life, TimeSpan leaseLife)
{
    private const string ReadScript = """
        local body = redis.call('GET', KEYS[1])
        if body then return {body, false} end
        local mine = redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2])
        return {false, mine and 1}
        """;

    private const string FillScript = """
        if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
        redis.call('DEL', KEYS[2])
        redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
        return 1
        """;

    public async Task<Product?> GetAsync(string id, CancellationToken cancellation = default)
    {
        var token = Guid.NewGuid().ToString("N");
        var answer = (RedisResult[])(await redis.ScriptEvaluateAsync(
            ReadScript, Keys(id), [token, (long)leaseLife.TotalMilliseconds])
            .WaitAsync(cancellation))!;
        if (!answer[0].IsNull)
            return Product.FromJson((byte[])answer[0]!);

        var product = await products.ReadAsync(id, cancellation);
        if (product is not null && !answer[1].IsNull)
            await redis.ScriptEvaluateAsync(
                FillScript, Keys(id),
                [token, product.ToJson(), (long)life.TotalMilliseconds])
                .WaitAsync(cancellation);
        return product;
    }

    public Task InvalidateAsync(string id, CancellationToken cancellation = default) =>
        redis.KeyDeleteAsync(Keys(id)).WaitAsync(cancellation);

    // The braces keep both keys in one slot of a Redis cluster.
    private static RedisKey[] Keys(string id) => [$"{{{id}}}:value", $"{{{id}}}:lease"];
}
