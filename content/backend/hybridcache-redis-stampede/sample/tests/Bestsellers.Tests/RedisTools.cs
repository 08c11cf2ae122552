using System.Diagnostics;
using Offprint.Servers;
using StackExchange.Redis;

namespace Bestsellers.Tests;

public static class RedisTools
{
    /// <summary>An operator's connection.</summary>
    public static async Task<ConnectionMultiplexer> ConnectAsync(this RedisServer redis) =>
        await ConnectionMultiplexer.ConnectAsync(
            new ConfigurationOptions { EndPoints = { redis.ConnectionString }, AllowAdmin = true });

    public static async Task<bool> HasAsync(this RedisServer redis, string key)
    {
        await using var connection = await redis.ConnectAsync();
        return await connection.GetDatabase().KeyExistsAsync(key);
    }

    public static async Task ConfigureAsync(this RedisServer redis, string setting, string value)
    {
        await using var connection = await redis.ConnectAsync();
        await connection.GetServer(redis.ConnectionString).ConfigSetAsync(setting, value);
    }

    /// <summary>SIGSTOP: connections stay open and nothing answers, as when a host hangs.</summary>
    public static Task FreezeAsync(this RedisServer redis) => SignalAsync(redis, "-STOP");

    public static Task ThawAsync(this RedisServer redis) => SignalAsync(redis, "-CONT");

    private static async Task SignalAsync(RedisServer redis, string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{redis.ProcessId}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
