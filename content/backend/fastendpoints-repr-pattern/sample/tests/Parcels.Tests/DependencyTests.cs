using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Parcels.Tests;

/// <summary>A dependency of booking alone breaks. What else goes with it?</summary>
[Collection(AllTests.Name)]
public sealed class DependencyTests(Apis apis)
{
    #region broken
    [Theory]
    [InlineData("controllers", 500)]
    [InlineData("endpoints", 200)]
    [InlineData("minimal", 200)]
    public async Task A_broken_dependency_of_one_action_takes_the_whole_controller_down(
        string style, int get)
    {
        var isBroken = false;
        var api = apis.Start(style, configure: host => host.ConfigureTestServices(services =>
            services.AddScoped(provider => isBroken
                ? throw new InvalidOperationException("out of tracking numbers")
                : new TrackingNumbers(provider.GetRequiredService<IConfiguration>()))));
        var id = await api.Http.BookedAsync();

        isBroken = true;

        Assert.Equal(500, (int)(await api.Http.BookAsync()).StatusCode);
        Assert.Equal(get, (int)(await api.Http.SendAsync("GET", $"/v1/parcels/{id}")).StatusCode);
    }
    #endregion

    [Theory]
    [InlineData("controllers")]
    [InlineData("minimal")]
    public async Task A_missing_setting_shows_at_the_first_request(string style)
    {
        var api = apis.Start(style, configure: WithoutPrefix);

        Assert.Equal(500, (int)(await api.Http.BookAsync()).StatusCode);
    }

    [Fact]
    public void A_missing_setting_stops_FastEndpoints_at_startup()
    {
        var failure = Assert.ThrowsAny<Exception>(
            () => apis.Start("endpoints", configure: WithoutPrefix));

        Assert.Contains("Tracking:Prefix", failure.ToString());
    }

    private static void WithoutPrefix(IWebHostBuilder host) =>
        host.ConfigureTestServices(services => services.AddSingleton(
            _ => new TrackingNumbers(new ConfigurationBuilder().Build())));
}
