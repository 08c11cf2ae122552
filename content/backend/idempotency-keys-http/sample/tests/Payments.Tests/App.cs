using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Npgsql;

namespace Payments.Tests;

/// <summary>The API as a process of its own, with its real Kestrel, which can be killed.</summary>
public sealed class App : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private App(Process process)
    {
        this.process = process;
        Http = null!;
    }

    /// <summary>The caller "shop".</summary>
    public HttpClient Http { get; private set; }

    public int Port => Http.BaseAddress!.Port;

    public string Log => string.Join('\n', lines);

    /// <param name="settings">As on the command line: `Idempotency:Wait=00:00:01`.</param>
    public static async Task<App> StartAsync(Database database, params string[] settings) =>
        await StartAsync(database.Connection, settings);

    /// <summary>With the connection to PostgreSQL on this wire.</summary>
    public static async Task<App> StartAsync(Database database, Wire wire, params string[] settings) =>
        await StartAsync(
            new NpgsqlConnectionStringBuilder(database.Connection) { Port = wire.Port }.ConnectionString,
            settings);

    private static async Task<App> StartAsync(string connection, string[] settings)
    {
        var app = new App(Process.Start(new ProcessStartInfo("dotnet",
        [
            typeof(Schema).Assembly.Location,
            $"ConnectionStrings:Payments={connection}", "Callers:shop=shop-token",
            "Callers:other=other-token", "Urls=http://127.0.0.1:0", "Provider=http://127.0.0.1:9/",
            .. settings,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
        var address = new TaskCompletionSource<Uri>();
        app.process.OutputDataReceived += (_, line) =>
        {
            app.lines.Enqueue(line.Data ?? "");
            if (line.Data?.Split("Now listening on: ") is [_, var url])
                address.TrySetResult(new Uri(url));
        };
        app.process.ErrorDataReceived += (_, line) => app.lines.Enqueue(line.Data ?? "");
        app.process.BeginOutputReadLine();
        app.process.BeginErrorReadLine();
        try
        {
            app.Http = Client(await app.OrExitAsync(address.Task), "shop-token");
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public static HttpClient Client(Uri address, string token) => new()
    {
        BaseAddress = address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    /// <summary>The caller "shop", through this wire.</summary>
    public static HttpClient Client(Wire wire) => Client(new($"http://127.0.0.1:{wire.Port}"), "shop-token");

    /// <summary>kill -9</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(137, process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Http?.Dispose();
    }

    private async Task<T> OrExitAsync<T>(Task<T> awaited)
    {
        await Task.WhenAny(awaited, process.WaitForExitAsync()).WaitAsync(TimeSpan.FromSeconds(60));
        return awaited.IsCompleted
            ? await awaited
            : throw new IOException($"the program ended during its start:\n{Log}");
    }
}

public static class Requests
{
    public const string Key = "8e03978e-40d5-43e8-bc93-6894a57f9324";

    public static Task<HttpResponseMessage> PayAsync(this HttpClient http, string? key = Key,
        long amount = 4900, string account = "alice", string path = "payments") =>
        http.PostAsync(path, key, JsonContent.Create(new { account, amount }));

    public static Task<HttpResponseMessage> PayByCardAsync(
        this HttpClient http, string key = Key, string card = "4242", long amount = 4900) =>
        http.PostAsync("card-payments", key, JsonContent.Create(new { card, amount }));

    public static async Task<HttpResponseMessage> PostAsync(
        this HttpClient http, string path, string? key, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await http.SendAsync(request);
    }

    public static bool IsReplay(this HttpResponseMessage response) =>
        response.Headers.Contains("Idempotent-Replayed");

    public static Task<string> TextAsync(this HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync();
}
