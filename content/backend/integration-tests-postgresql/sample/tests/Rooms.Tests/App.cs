using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Rooms.Tests;

/// <summary>The API in this process, and what it logged as an error.</summary>
public sealed class App : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly TestHost host;
    private readonly Func<ValueTask> ending;

    private App(TestHost host, Func<ValueTask> ending)
    {
        (this.host, this.ending) = (host, ending);
        Http = host.CreateClient();
    }

    public HttpClient Http { get; }

    public string Connection => host.Connection;

    public IServiceProvider Services => host.Services;

    public Door Door => Services.GetRequiredService<Door>();

    public Gate Gate => host.Gate;

    public IReadOnlyCollection<Exception> Errors => host.Errors;

    /// <param name="ending">What to do with the database when the app has stopped.</param>
    public static App Start(
        string connection, Func<ValueTask> ending, params Action<IServiceCollection>?[] changes) =>
        new(new TestHost(connection, services =>
        {
            foreach (var change in changes)
                change?.Invoke(services);
        }), ending);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.DisposeAsync();
        await ending();
    }

    /// <summary>Books the room from that hour of the 1st of May 2030, for an hour.</summary>
    public Task<HttpResponseMessage> PlaceAsync(
        string guest, int hour = 9, long room = 1, TimeSpan? hold = null) =>
        Http.PostAsJsonAsync("bookings",
            new PlaceBooking(room, guest, At(hour), At(hour + 1), hold), Json);

    public async Task<Answer> PlacedAsync(
        string guest, int hour = 9, long room = 1, TimeSpan? hold = null) =>
        await ReadAsync<Answer>(await PlaceAsync(guest, hour, room, hold), HttpStatusCode.Created);

    public async Task<Answer> GetAsync(long id) =>
        await ReadAsync<Answer>(await Http.GetAsync($"bookings/{id}"), HttpStatusCode.OK);

    public async Task ConfirmAsync(long id) =>
        Expect(HttpStatusCode.NoContent, await Http.PostAsync($"bookings/{id}/confirm", null));

    public async Task<T> ReadAsync<T>(HttpResponseMessage response, HttpStatusCode expected)
    {
        Expect(expected, response);
        return (await response.Content.ReadFromJsonAsync<T>(Json))!;
    }

    public void Expect(HttpStatusCode expected, HttpResponseMessage response) =>
        Assert.True(expected == response.StatusCode,
            $"{expected} expected, but {response.StatusCode}. {string.Join("\n", Errors)}");

    public static DateTimeOffset At(int hour) => new(2030, 5, 1, hour, 0, 0, TimeSpan.Zero);

    #region host
    private sealed class TestHost(string connection, Action<IServiceCollection> change)
        : WebApplicationFactory<Program>
    {
        public string Connection => connection;

        public Gate Gate { get; } = new();

        public ConcurrentQueue<Exception> Errors { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder host)
        {
            host.UseSetting("ConnectionStrings:Rooms", connection);
            host.ConfigureLogging(logging => logging.ClearProviders().AddProvider(new Collector(Errors)));
            host.ConfigureTestServices(services =>
            {
                change(services);
                services.ConfigureDbContext<RoomsContext>(options => options.AddInterceptors(Gate));
            });
        }
    }
    #endregion

    private sealed class Collector(ConcurrentQueue<Exception> errors) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel level) => level >= LogLevel.Error;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(level) && exception is not null)
                errors.Enqueue(exception);
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Dispose()
        {
        }
    }
}
