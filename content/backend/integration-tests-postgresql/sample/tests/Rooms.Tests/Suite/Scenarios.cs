using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Rooms.Tests.Suite;

/// <summary>What the API promises, whatever its database is.</summary>
public static class Scenarios
{
    public static async Task AdjacentAsync(App app)
    {
        await app.PlacedAsync("Ann", hour: 9);

        app.Expect(HttpStatusCode.Created, await app.PlaceAsync("Ben", hour: 10));
        app.Expect(HttpStatusCode.Conflict, await app.PlaceAsync("Cem", hour: 9));
    }

    public static async Task OffsetAsync(App app)
    {
        var inBerlin = new PlaceBooking(1, "Ann",
            new(2030, 5, 1, 11, 0, 0, TimeSpan.FromHours(2)), new(2030, 5, 1, 12, 0, 0, TimeSpan.FromHours(2)));

        app.Expect(HttpStatusCode.Created, await app.Http.PostAsJsonAsync("bookings", inBerlin));
    }

    public static async Task SearchAsync(App app)
    {
        await app.PlacedAsync("Ann");

        var found = await app.ReadAsync<Answer[]>(
            await app.Http.GetAsync("bookings?guest=ann"), HttpStatusCode.OK);

        Assert.Equal("Ann", Assert.Single(found).Guest);
    }

    public static async Task FreeRoomsAsync(App app)
    {
        await app.PlacedAsync("Ann", hour: 9, room: 2);

        var free = await app.ReadAsync<string[]>(await app.Http.GetAsync(
            "rooms/free?from=2030-05-01T09:30:00Z&until=2030-05-01T10:30:00Z"), HttpStatusCode.OK);

        Assert.Equal(["Spree", "Rhône"], free);
    }

    public static async Task PriceAsync(App app)
    {
        var booking = await app.PlacedAsync("Ann");

        Assert.Equal(33.35m, booking.Price);
    }

    #region confirmed
    public static async Task ConfirmedAsync(App app)
    {
        var booking = await app.PlacedAsync("Ann");

        await app.ConfirmAsync(booking.Id);

        Assert.Equal(BookingStatus.Confirmed, (await app.GetAsync(booking.Id)).Status);
    }
    #endregion

    public static async Task SameMomentAsync(App app)
    {
        app.Gate.CloseFor(requests: 2);

        var answers = await Task.WhenAll(app.PlaceAsync("Ann"), app.PlaceAsync("Ben"));

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.Conflict],
            answers.Select(answer => answer.StatusCode).Order());
    }

    public static async Task DoorAsync(App app)
    {
        await app.ConfirmAsync((await app.PlacedAsync("Ann", room: 1)).Id);
        await app.Door.Listening.WaitAsync(TimeSpan.FromSeconds(30));

        await app.ConfirmAsync((await app.PlacedAsync("Ben", room: 2)).Id);

        await Until.TrueAsync("the door shows Ben", TimeSpan.FromSeconds(5), async () =>
            await app.Http.GetStringAsync("rooms/2/door") == "Ben");
    }

    public static async Task ExpiredHoldAsync(App app)
    {
        await app.PlacedAsync("Ann", hold: TimeSpan.FromMilliseconds(100));
        await Task.Delay(200);

        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Desk>().ReleaseExpiredAsync(default);

        app.Expect(HttpStatusCode.Created, await app.PlaceAsync("Ben"));
    }
}

public static class Until
{
    public static async Task TrueAsync(string what, TimeSpan patience, Func<Task<bool>> condition)
    {
        var end = DateTime.UtcNow + patience;
        while (!await condition())
        {
            if (DateTime.UtcNow > end)
                Assert.Fail($"still not so after {patience}: {what}");
            await Task.Delay(20);
        }
    }
}
