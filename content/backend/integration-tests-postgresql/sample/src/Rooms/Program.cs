using Microsoft.EntityFrameworkCore;
using Rooms;

var builder = WebApplication.CreateBuilder(args);

#region services
builder.Services.AddDbContextFactory<RoomsContext>((services, options) => options.UseNpgsql(
    services.GetRequiredService<IConfiguration>().GetConnectionString("Rooms")));
builder.Services.AddScoped<Desk>().AddScoped<Catalog>().AddSingleton<RejectionLog>()
    .AddSingleton<Door>().AddHostedService(services => services.GetRequiredService<Door>())
    .AddHostedService<HoldRelease>();
#endregion
builder.Services.AddProblemDetails();
builder.Services.ConfigureHttpJsonOptions(json =>
    json.SerializerOptions.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter()));

var app = builder.Build();
app.UseExceptionHandler();

app.MapPost("/bookings", async (
    PlaceBooking request, Desk desk, RoomsContext context, CancellationToken cancellation) =>
{
    if (request.Until <= request.From || request.Guest is not { Length: > 0 and <= 100 }
        || request.Hold is { } hold && (hold <= TimeSpan.Zero || hold > Desk.LongestHold))
        return Results.Problem("Guest, period or hold is not valid.", statusCode: 400);
    if (await context.Rooms.FindAsync([request.Room], cancellation) is not { } room)
        return Results.Problem("There is no such room.", statusCode: 404);
    return await desk.PlaceAsync(room, request, cancellation) is { } booking
        ? Results.Created($"/bookings/{booking.Id}", Answer.Of(booking))
        : Results.Problem("The room is taken.", statusCode: 409);
});

app.MapPost("/bookings/{id:long}/confirm", async (long id, Desk desk, CancellationToken cancellation) =>
    await desk.ConfirmAsync(id, cancellation)
        ? Results.NoContent()
        : Results.Problem("There is no such hold, or it has expired.", statusCode: 409));

app.MapGet("/bookings/{id:long}", async (long id, RoomsContext context, CancellationToken cancellation) =>
    await context.Bookings.Include(b => b.Entries).SingleOrDefaultAsync(b => b.Id == id, cancellation)
        is { } booking
        ? Results.Ok(Answer.Of(booking))
        : Results.NotFound());

app.MapGet("/bookings", async (string guest, Catalog catalog, CancellationToken cancellation) =>
    (await catalog.OfGuest(guest).Include(b => b.Entries).ToListAsync(cancellation)).Select(Answer.Of));

app.MapGet("/rooms/free", async (
        DateTimeOffset from, DateTimeOffset until, Catalog catalog, CancellationToken cancellation) =>
    await catalog.FreeRooms(from.UtcDateTime, until.UtcDateTime).Select(room => room.Name)
        .ToListAsync(cancellation));

app.MapGet("/rooms/{id:long}/door", (long id, Door door) => door.Of(id) ?? "");

app.Run();

public sealed record Answer(
    long Id, long Room, string Guest, DateTime From, DateTime Until, BookingStatus Status, decimal Price)
{
    public static Answer Of(Booking booking) => new(
        booking.Id, booking.RoomId, booking.Guest, booking.Starts, booking.Ends, booking.Status,
        booking.Entries.Where(entry => entry.Account == "receivable").Sum(entry => entry.Amount));
}
