using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;
using Qdrant.Client;
using Qdrant.Client.Grpc;
using StackExchange.Redis;

namespace Answers;

/// <param name="Prefix">The first token of the services' NATS subjects.</param>
public sealed record Endpoints(string Nats, string Redis, Uri Qdrant, string Prefix);

public static class Registration
{
    #region registration
    public static IServiceCollection AddAnswers(
        this IServiceCollection services, Endpoints endpoints, Deadlines deadlines)
    {
        var redis = ConfigurationOptions.Parse(endpoints.Redis);
        redis.AbortOnConnectFail = false;
        redis.BacklogPolicy = BacklogPolicy.FailFast; // no queue while it is down
        services.AddSingleton<IConnectionMultiplexer>(
            _ => ConnectionMultiplexer.Connect(redis));
        services.AddSingleton<INatsConnection>(
            _ => new NatsConnection(new NatsOpts { Url = endpoints.Nats }));
        services.AddSingleton(
            _ => new QdrantClient(endpoints.Qdrant, grpcTimeout: deadlines.Required));
        services.AddSingleton(provider => new VectorSearch(
            provider.GetRequiredService<QdrantClient>(), "passages",
            new SearchParams { HnswEf = 64 }));
        services.AddSingleton(provider => new StampedeCache(
            provider.GetRequiredService<IConnectionMultiplexer>().GetDatabase(),
            redisPatience: TimeSpan.FromMilliseconds(50),
            provider.GetRequiredService<ILogger<StampedeCache>>()));
        services.AddSingleton<IBackend>(provider => new CachedBackend(
            new HedgedBackend(
                new NatsBackend(
                    provider.GetRequiredService<INatsConnection>(), endpoints.Prefix),
                delay: deadlines.Optional / 2, "passage"),
            provider.GetRequiredService<StampedeCache>(),
            new Dictionary<string, TimeSpan>
            {
                ["embedding"] = TimeSpan.FromHours(1),
                ["passage"] = TimeSpan.FromMinutes(10),
                ["profile"] = TimeSpan.FromMinutes(1),
                ["related"] = TimeSpan.FromMinutes(1),
            }));
        services.AddSingleton(deadlines);
        return services.AddSingleton<IAnswering, ParallelRequests>();
    }
    #endregion
}
