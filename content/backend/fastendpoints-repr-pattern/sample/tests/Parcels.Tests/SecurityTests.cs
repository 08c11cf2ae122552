namespace Parcels.Tests;

[Collection(AllTests.Name)]
public sealed class SecurityTests(AllDefaults defaults) : IClassFixture<AllDefaults>
{
    #region forgotten
    [Theory]
    [InlineData("endpoints", 401)]
    [InlineData("controllers", 200)]
    [InlineData("minimal", 200)]
    public async Task An_endpoint_that_says_nothing_about_authorization_is_closed_in_FastEndpoints(
        string style, int status) =>
        Assert.Equal(status, (int)(await defaults[style].SendAsync(
            "GET", "/forgotten", token: null)).StatusCode);
    #endregion
}
