using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Answers;

/// <summary>
/// Cache-aside in which a miss is loaded once: once in this process by a shared task, and
/// in the normal case once over all processes by a lock in Redis. Redis may be slow, hung
/// or down; that costs <paramref name="redisPatience"/> and no answers. Who joins a load
/// shares its result, a failure or the first caller's deadline included.
/// </summary>
public sealed class StampedeCache(
    IDatabase redis, TimeSpan redisPatience, ILogger<StampedeCache> log)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> flights = new();

    #region get-or-create
    public async Task<byte[]> GetOrCreateAsync(
        string key, TimeSpan life, Deadline deadline,
        Func<CancellationToken, Task<byte[]>> load, CancellationToken cancellation)
    {
        var remaining = deadline.Remaining();
        var flight = flights.GetOrAdd(key, _ => new Lazy<Task<byte[]>>(
            () => Logged(FetchAsync(key, life, deadline, load), key)));
        return await flight.Value.WaitAsync(remaining, cancellation);
    }

    private async Task<byte[]> FetchAsync(
        string key, TimeSpan life, Deadline deadline,
        Func<CancellationToken, Task<byte[]>> load)
    {
        try
        {
            var token = Guid.NewGuid().ToString("N");
            if (await FindOrLockAsync(key, token, deadline) is { } cached)
                return cached;
            byte[]? value = null;
            using var end = new CancellationTokenSource(deadline.Remaining());
            try
            {
                return value = await load(end.Token);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                throw new TimeoutException($"{key} was not loaded in time.");
            }
            finally
            {
                await StoreAndReleaseAsync(key, token, value, life);
            }
        }
        finally
        {
            flights.TryRemove(key, out _);
        }
    }
    #endregion

    #region find-or-lock
    /// <returns>The value, or null: then the caller loads, with the lock or without.</returns>
    private async Task<byte[]?> FindOrLockAsync(string key, string token, Deadline deadline)
    {
        using var patience = new CancellationTokenSource(deadline.Remaining() / 2);
        try
        {
            while (true)
            {
                byte[]? cached = await InTimeAsync(redis.StringGetAsync(key));
                if (cached is not null)
                    return cached;
                if (await InTimeAsync(redis.LockTakeAsync(
                    LockOf(key), token, deadline.Remaining())))
                    return await LookAgainAsync(key, token);
                await Task.Delay(Poll, patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            log.LogInformation("{Key}: lock held for too long, loading without it", key);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            log.LogWarning(e, "{Key}: no answer from Redis, loading without it", key);
        }
        return null;
    }
    #endregion

    /// <summary>The value may have arrived between the miss and the lock.</summary>
    private async Task<byte[]?> LookAgainAsync(string key, string token)
    {
        byte[]? cached = await InTimeAsync(redis.StringGetAsync(key));
        if (cached is not null)
            await InTimeAsync(redis.LockReleaseAsync(LockOf(key), token));
        return cached;
    }

    private async Task StoreAndReleaseAsync(
        string key, string token, byte[]? value, TimeSpan life)
    {
        try
        {
            if (value is not null)
                await InTimeAsync(redis.StringSetAsync(key, value, Jittered(life)));
            await InTimeAsync(redis.LockReleaseAsync(LockOf(key), token));
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            log.LogWarning(e, "{Key}: not stored", key);
        }
    }

    private async Task<T> InTimeAsync<T>(Task<T> command) =>
        await Logged(command, "Redis").WaitAsync(redisPatience);

    /// <summary>Nobody may be waiting any more when the task fails.</summary>
    private Task<T> Logged<T>(Task<T> task, string what)
    {
        task.ContinueWith(
            failed => log.LogDebug(failed.Exception, "{What} failed", what),
            CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return task;
    }

    private static string LockOf(string key) => $"{key}:lock";

    /// <summary>Up to a tenth shorter: what was cached together does not expire together.</summary>
    private static TimeSpan Jittered(TimeSpan life) =>
        life * (1 - Random.Shared.NextDouble() / 10);
}
