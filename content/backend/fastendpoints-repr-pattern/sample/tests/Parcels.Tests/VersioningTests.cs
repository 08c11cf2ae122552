namespace Parcels.Tests;

[Collection(AllTests.Name)]
public sealed class VersioningTests(Apis apis)
{
    #region versions
    [Theory]
    [MemberData(nameof(Apis.AllApis), MemberType = typeof(Apis))]
    public async Task Version_1_keeps_its_shape_beside_version_2(string style, string version)
    {
        var http = apis[style, version].Http;
        var id = await http.BookedAsync();

        var first = await (await http.SendAsync("GET", $"/v1/parcels/{id}")).JsonAsync();
        var second = await (await http.SendAsync("GET", $"/v2/parcels/{id}")).JsonAsync();

        Assert.Equal("Hafenstr. 4, 24103 Kiel", first.GetProperty("address").GetString());
        Assert.Equal("24103", second.GetProperty("address").GetProperty("postalCode").GetString());
        Assert.Equal(["id", "trackingNumber", "recipient", "address", "status"], first.Names());
    }
    #endregion

    [Theory]
    [MemberData(nameof(Apis.AllStyles), MemberType = typeof(Apis))]
    public async Task A_route_that_has_no_version_2_is_404_there(string style)
    {
        var response = await apis[style].Http.SendAsync("GET", "/v2/parcels");

        Assert.Equal(404, (int)response.StatusCode);
    }

    [Fact]
    public async Task An_endpoint_deprecated_in_FastEndpoints_answers_as_before_and_says_nothing()
    {
        var http = apis["endpoints"].Http;
        var id = await http.BookedAsync();

        var response = await http.SendAsync("GET", $"/v1/parcels/{id}");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.DoesNotContain(response.Headers, header =>
            header.Key.Contains("version", StringComparison.OrdinalIgnoreCase)
            || header.Key.Contains("deprecat", StringComparison.OrdinalIgnoreCase)
            || header.Key.Equals("Sunset", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("controllers")]
    [InlineData("minimal")]
    public async Task Asp_Versioning_reports_the_versions_in_a_header(string style)
    {
        var http = apis[style].Http;
        var id = await http.BookedAsync();

        var response = await http.SendAsync("GET", $"/v1/parcels/{id}");

        Assert.Contains("1", response.Headers.GetValues("api-supported-versions").Single());
    }
}
