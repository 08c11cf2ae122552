using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Offprint.Servers.Tests;

public sealed class ServerTests
{
    [Fact]
    public async Task Postgres_keeps_what_was_committed_when_it_is_killed()
    {
        await using var server = await PostgresServer.StartAsync();
        await server.CreateDatabaseAsync();
        await server.RunSqlAsync("CREATE TABLE t AS SELECT 7 AS n", "test_1");

        var before = (server.ProcessId, server.Port);
        await server.KillAsync();
        Assert.False(server.IsRunning);
        Assert.False(await AcceptsAsync(before.Port));

        await server.StartAgainAsync();
        Assert.Equal(before.Port, server.Port);
        Assert.NotEqual(before.ProcessId, server.ProcessId);
        Assert.Equal("7", (await server.RunSqlAsync("SELECT n FROM t", "test_1")).Trim());
    }

    [Fact]
    public async Task Postgres_syncs_as_it_does_by_default_and_takes_settings()
    {
        await using var server = await PostgresServer.StartAsync(
            new Dictionary<string, string> { ["max_connections"] = "37" });

        var answer = await server.RunSqlAsync(
            "SELECT concat_ws(' ', current_setting('fsync'),"
            + " current_setting('synchronous_commit'), current_setting('max_connections'))");

        Assert.Equal("on on 37", answer.Trim());
        Assert.Matches(@"^\d+\.\d+", server.Version);
    }

    [Fact]
    public async Task Each_database_is_new_and_empty()
    {
        await using var server = await PostgresServer.StartAsync();
        var databases = await Task.WhenAll(
            server.CreateDatabaseAsync(), server.CreateDatabaseAsync(), server.CreateDatabaseAsync());

        Assert.Equal(3, databases.Distinct().Count());
        await server.RunSqlAsync("CREATE TABLE t (n int)", "test_1");
        await server.RunSqlAsync("CREATE TABLE t (n int)", "test_2");
    }

    [Fact]
    public async Task Nats_keeps_its_streams_and_port_over_a_kill()
    {
        await using var server = await NatsServer.StartAsync(jetStream: true);
        var created = await RequestAsync(
            server, "$JS.API.STREAM.CREATE.S", """{"name":"S","subjects":["s.>"]}""");
        Assert.DoesNotContain("\"error\"", created);

        await server.KillAsync();
        Assert.False(await AcceptsAsync(server.Port));
        await server.StartAgainAsync();

        Assert.Contains("\"S\"", await RequestAsync(server, "$JS.API.STREAM.NAMES", ""));
    }

    [Theory]
    [InlineData(false, "$-1")]
    [InlineData(true, "$5")]
    public async Task Redis_keeps_data_over_a_restart_only_when_asked(bool keep, string expected)
    {
        await using var server = await RedisServer.StartAsync(keepData: keep);
        Assert.Equal("+OK", await RedisAsync(server, "SET k value"));

        await server.StopAsync();
        await server.StartAgainAsync();

        Assert.Equal(expected, await RedisAsync(server, "GET k"));
    }

    [Fact]
    public async Task Dispose_ends_the_process_and_removes_the_folder_twice_without_complaint()
    {
        Server[] servers =
        [
            await PostgresServer.StartAsync(),
            await NatsServer.StartAsync(),
            await RedisServer.StartAsync(),
        ];
        await servers[2].KillAsync();
        foreach (var server in servers)
        {
            await server.DisposeAsync();
            await server.DisposeAsync();
            Assert.False(Directory.Exists(server.Folder), server.Name);
            Assert.False(await AcceptsAsync(server.Port), server.Name);
            await Assert.ThrowsAsync<ObjectDisposedException>(server.StartAgainAsync);
        }
    }

    [Fact]
    public async Task Two_servers_at_a_time_share_nothing()
    {
        await using var one = await NatsServer.StartAsync();
        await using var other = await NatsServer.StartAsync();

        Assert.NotEqual(one.Port, other.Port);
        await one.KillAsync();
        Assert.True(other.IsRunning);
        Assert.True(await AcceptsAsync(other.Port));
    }

    [Fact]
    public async Task A_setting_the_server_refuses_is_reported_with_its_own_words()
    {
        var refused = await Assert.ThrowsAsync<ServerStartException>(() =>
            PostgresServer.StartAsync(new Dictionary<string, string> { ["no_such"] = "1" }));

        Assert.Contains("no_such", refused.Message);
    }

    [Fact]
    public void A_missing_program_is_named_with_what_to_install()
    {
        var missing = Assert.Throws<ServerMissingException>(
            () => Binaries.Find("no-such-server", "the package no-such-server"));

        Assert.Equal(
            "no-such-server was not found on PATH or in the usual folders; "
            + "install the package no-such-server.",
            missing.Message);
    }

    [Fact]
    public async Task A_server_ends_with_its_parent_even_when_that_is_killed()
    {
        var host = Process.Start(new ProcessStartInfo("dotnet", [HostProgram, "host"])
        {
            RedirectStandardOutput = true,
        })!;
        var servers = new List<(int ProcessId, string Folder)>();
        for (var i = 0; i < 3; i++)
        {
            var line = await host.StandardOutput.ReadLineAsync() ?? "";
            servers.Add((int.Parse(line.Split(' ')[0]), line.Split(' ')[1]));
        }
        Assert.All(servers, server => Assert.True(Posix.IsAlive(server.ProcessId)));

        host.Kill();

        var clock = Stopwatch.StartNew();
        while (servers.Any(s => Posix.IsAlive(s.ProcessId) || Directory.Exists(s.Folder)))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), "a server outlived its parent");
            await Task.Delay(50);
        }
    }

    private static string HostProgram => typeof(ServerTests).Assembly.Location;

    private static async Task<bool> AcceptsAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<string> RedisAsync(RedisServer server, string command)
    {
        using var client = new TcpClient(server.Host, server.Port);
        using var reader = new StreamReader(client.GetStream());
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
        return await reader.ReadLineAsync() ?? "";
    }

    private static async Task<string> RequestAsync(NatsServer server, string subject, string body)
    {
        using var client = new TcpClient(server.Host, server.Port);
        using var reader = new StreamReader(client.GetStream());
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            "CONNECT {\"verbose\":false}\r\nSUB inbox 1\r\n"
            + $"PUB {subject} inbox {body.Length}\r\n{body}\r\n"));
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("MSG ", StringComparison.Ordinal))
                return await reader.ReadLineAsync() ?? "";
        }
        throw new IOException("the server hung up");
    }
}
