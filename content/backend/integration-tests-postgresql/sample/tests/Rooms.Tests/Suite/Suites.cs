using Rooms.Tests.Styles;

namespace Rooms.Tests.Suite;

/// <summary>The tests of what one statement or one SaveChanges does. They run in any style.</summary>
public abstract class PlacingTests(Style style) : IAsyncLifetime
{
    protected App App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await style.StartAsync();

    public async Task DisposeAsync() => await App.DisposeAsync();

    [Fact]
    public Task A_booking_may_start_when_another_ends() => Scenarios.AdjacentAsync(App);

    [Fact]
    public Task A_time_with_an_offset_is_accepted() => Scenarios.OffsetAsync(App);

    [Fact]
    public Task The_search_ignores_case() => Scenarios.SearchAsync(App);

    [Fact]
    public Task Only_free_rooms_are_offered() => Scenarios.FreeRoomsAsync(App);

    [Fact]
    public Task A_booking_costs_its_hours() => Scenarios.PriceAsync(App);
}

/// <summary>And those that need a commit, a second connection, or a clock that goes on.</summary>
public abstract class AllTests(Style style) : PlacingTests(style)
{
    [Fact]
    public Task A_confirmed_booking_stays_confirmed() => Scenarios.ConfirmedAsync(App);

    [Fact]
    public Task Of_two_requests_at_the_same_moment_one_gets_the_room() => Scenarios.SameMomentAsync(App);

    [Fact]
    public Task The_door_shows_a_confirmed_booking() => Scenarios.DoorAsync(App);

    [Fact]
    public Task An_expired_hold_frees_its_room() => Scenarios.ExpiredHoldAsync(App);
}

#region classes
public sealed class TemplateTests(TemplateStyle style)
    : AllTests(style), IClassFixture<TemplateStyle>;

public sealed class TruncationTests(TruncationStyle style)
    : AllTests(style), IClassFixture<TruncationStyle>;

public sealed class RollbackTests(RollbackStyle style)
    : PlacingTests(style), IClassFixture<RollbackStyle>;
#endregion
