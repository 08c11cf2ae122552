using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.Backplane.StackExchangeRedis;
using ZiggyCreatures.Caching.Fusion.Locking.Distributed.Redis;
using ZiggyCreatures.Caching.Fusion.Serialization.SystemTextJson;

namespace Bestsellers;

public static class Registration
{
    public static IServiceCollection AddBestsellers(this IServiceCollection services, CacheOptions options)
    {
        services.AddSingleton(options).AddSingleton<BestsellerQuery>().AddSingleton<BestsellerPage>()
            .AddSingleton<Generations>().AddSingleton<GroupedBestsellerPage>().AddSingleton<Prices>().AddRedis();
        if (options.Kind == CacheKind.Fusion)
            services.AddFusion(options);
        else
            services.AddHybrid(options);
        return options.Kind == CacheKind.Aside
            ? services.AddSingleton<IBestsellerPage, CacheAsidePage>()
            : services.AddSingleton<IBestsellerPage>(provider => provider.GetRequiredService<BestsellerPage>());
    }

    #region redis
    private static void AddRedis(this IServiceCollection services)
    {
        services.AddSingleton<RedisConnection>().AddStackExchangeRedisCache(_ => { });
        services.AddOptions<RedisCacheOptions>().Configure<RedisConnection>(
            (redis, connection) => redis.ConnectionMultiplexerFactory = connection.GetAsync);
    }
    #endregion

    #region hybrid
    private static void AddHybrid(this IServiceCollection services, CacheOptions options)
    {
        services.AddMemoryCache(memory => memory.SizeLimit = options.MemoryBytes);
        services.AddHybridCache(hybrid => hybrid.DefaultEntryOptions = new HybridCacheEntryOptions
        {
            Expiration = options.Expiration,
            LocalCacheExpiration = options.LocalExpiration,
        });
    }
    #endregion

    #region fusion
    private static void AddFusion(this IServiceCollection services, CacheOptions options)
    {
        var fusion = services.AddFusionCache()
            .WithOptions(cache =>
            {
                cache.DistributedCacheCircuitBreakerDuration = TimeSpan.FromSeconds(2);
                cache.AutoRecoveryDelay = TimeSpan.FromSeconds(1);
            })
            .WithDefaultEntryOptions(entry => entry
                .SetDuration(options.Expiration)
                .SetMemoryCacheDuration(options.LocalExpiration)
                .SetFailSafe(true, maxDuration: TimeSpan.FromHours(2), throttleDuration: TimeSpan.FromSeconds(5))
                .SetFactoryTimeouts(options.SoftTimeout, options.HardTimeout)
                .SetDistributedCacheTimeouts(
                    softTimeout: TimeSpan.FromMilliseconds(100), hardTimeout: TimeSpan.FromMilliseconds(500),
                    allowBackgroundDistributedCacheOperations: true))
            .WithSerializer(new FusionCacheSystemTextJsonSerializer())
            .WithRegisteredDistributedCache()
            .WithBackplane(provider => new RedisBackplane(new RedisBackplaneOptions
            {
                ConnectionMultiplexerFactory = provider.GetRequiredService<RedisConnection>().GetAsync,
            }))
            .AsHybridCache();
        if (options.DistributedLock)
            fusion.WithDistributedLocker(provider => new RedisDistributedLocker(new RedisDistributedLockerOptions
            {
                ConnectionMultiplexerFactory = provider.GetRequiredService<RedisConnection>().GetAsync,
            }));
    }
    #endregion
}
