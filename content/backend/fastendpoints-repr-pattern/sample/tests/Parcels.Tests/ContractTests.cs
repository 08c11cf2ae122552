namespace Parcels.Tests;

/// <summary>One set of tests for three implementations, before and after the new requirement.</summary>
[Collection(AllTests.Name)]
public sealed class ContractTests(Apis apis)
{
    #region contract
    [Theory]
    [MemberData(nameof(Apis.AllApis), MemberType = typeof(Apis))]
    public async Task A_booked_parcel_is_found_at_its_location(string style, string version)
    {
        var http = apis[style, version].Http;

        var booked = await http.BookAsync();
        var found = await http.SendAsync("GET", booked.Headers.Location!.ToString());

        Assert.Equal(201, (int)booked.StatusCode);
        Assert.Equal(200, (int)found.StatusCode);
        var (receipt, parcel) = (await booked.JsonAsync(), await found.JsonAsync());
        Assert.Equal(["id", "trackingNumber"], receipt.Names());
        Assert.Equal(["id", "trackingNumber", "recipient", "address", "status"], parcel.Names());
        Assert.Equal(receipt.GetProperty("id").GetGuid(), parcel.GetProperty("id").GetGuid());
        Assert.Equal("Hafenstr. 4, 24103 Kiel", parcel.GetProperty("address").GetString());
        Assert.Equal("booked", parcel.GetProperty("status").GetString());
    }
    #endregion

    [Theory]
    [MemberData(nameof(Apis.AllApis), MemberType = typeof(Apis))]
    public async Task An_invalid_booking_gets_400_that_names_each_field_and_stores_nothing(
        string style, string version)
    {
        var before = await apis.ReadAsync<long>("SELECT count(*) FROM parcel");

        var response = await apis[style, version].Http.SendAsync("POST", "/v1/parcels", new
        {
            recipient = "", weightGrams = 0,
            address = new { street = "Hafenstr. 4", city = "", postalCode = "24103" },
        });

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Media());
        var errors = (await response.JsonAsync()).GetProperty("errors");
        Assert.Equal(["address.city", "recipient", "weightGrams"], errors.Names().Order());
        Assert.Equal(before, await apis.ReadAsync<long>("SELECT count(*) FROM parcel"));
    }

    [Theory]
    [MemberData(nameof(Apis.AllApis), MemberType = typeof(Apis))]
    public async Task A_missing_address_is_a_400_too(string style, string version)
    {
        var response = await apis[style, version].Http.SendAsync(
            "POST", "/v1/parcels", new { recipient = "Ada", weightGrams = 1 });

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal(["address"], (await response.JsonAsync()).GetProperty("errors").Names());
    }

    [Theory]
    [MemberData(nameof(Apis.AllApis), MemberType = typeof(Apis))]
    public async Task A_list_is_filtered_limited_and_the_customers_own(string style, string version)
    {
        var http = apis[style, version].Http;
        await http.BookedAsync();
        var cancelled = await http.BookedAsync();
        await http.SendAsync("DELETE", $"/v1/parcels/{cancelled}");

        var newest = await http.SendAsync("GET", "/v1/parcels?take=1");
        var filtered = await http.SendAsync("GET", "/v1/parcels?status=Cancelled&take=1");
        var booked = await http.SendAsync("GET", "/v1/parcels?status=booked&take=1");
        var others = await http.SendAsync("GET", "/v1/parcels", token: Api.Other);

        foreach (var list in new[] { newest, filtered })
            Assert.Equal(cancelled, Assert.Single((await list.JsonAsync()).EnumerateArray())
                .GetProperty("id").GetGuid());
        Assert.Equal("booked", Assert.Single((await booked.JsonAsync()).EnumerateArray())
            .GetProperty("status").GetString());
        Assert.Empty((await others.JsonAsync()).EnumerateArray());
    }

    [Theory]
    [MemberData(nameof(Apis.AllApis), MemberType = typeof(Apis))]
    public async Task An_address_changes_until_the_parcel_is_out_for_delivery(string style, string version)
    {
        var http = apis[style, version].Http;
        var id = await http.BookedAsync();
        var change = new { address = new { street = "Am Wall 1", city = "Bremen", postalCode = "28195" } };

        var early = await http.SendAsync("PUT", $"/v1/parcels/{id}/address", change);
        await apis.SqlAsync($"UPDATE parcel SET status = 'OutForDelivery' WHERE id = '{id}'");
        var late = await http.SendAsync("PUT", $"/v1/parcels/{id}/address", change);
        var cancel = await http.SendAsync("DELETE", $"/v1/parcels/{id}");

        Assert.Equal(204, (int)early.StatusCode);
        Assert.Equal("Bremen", await apis.ReadAsync<string>($"SELECT city FROM parcel WHERE id = '{id}'"));
        foreach (var rejected in new[] { late, cancel })
        {
            Assert.Equal(409, (int)rejected.StatusCode);
            Assert.Equal("application/problem+json", rejected.Media());
            Assert.Equal("https://parcels.example/problems/too-late",
                (await rejected.JsonAsync()).GetProperty("type").GetString());
        }
    }

    [Theory]
    [MemberData(nameof(Apis.AllApis), MemberType = typeof(Apis))]
    public async Task The_parcel_in_the_path_is_the_one_that_changes(string style, string version)
    {
        var http = apis[style, version].Http;
        var (path, other) = (await http.BookedAsync(), await http.BookedAsync());

        var response = await http.SendAsync("PUT", $"/v1/parcels/{path}/address?id={other}", new
        {
            id = other, address = new { street = "Am Wall 1", city = "Bremen", postalCode = "28195" },
        });

        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal("Bremen", await apis.ReadAsync<string>($"SELECT city FROM parcel WHERE id = '{path}'"));
        Assert.Equal("Kiel", await apis.ReadAsync<string>($"SELECT city FROM parcel WHERE id = '{other}'"));
    }

    [Theory]
    [MemberData(nameof(Apis.AllApis), MemberType = typeof(Apis))]
    public async Task Another_customers_parcel_does_not_exist(string style, string version)
    {
        var http = apis[style, version].Http;
        var id = await http.BookedAsync();

        foreach (var (method, path) in new[]
                 {
                     ("GET", $"/v1/parcels/{id}"), ("GET", $"/v2/parcels/{id}"),
                     ("DELETE", $"/v1/parcels/{id}"),
                 })
            Assert.Equal(404, (int)(await http.SendAsync(method, path, token: Api.Other)).StatusCode);
        Assert.Equal("Booked", await apis.ReadAsync<string>($"SELECT status FROM parcel WHERE id = '{id}'"));
    }

    [Theory]
    [MemberData(nameof(Apis.AllApis), MemberType = typeof(Apis))]
    public async Task Without_a_token_every_route_answers_401(string style, string version)
    {
        var http = apis[style, version].Http;
        var id = await http.BookedAsync();

        foreach (var (method, path) in new[]
                 {
                     ("POST", "/v1/parcels"), ("GET", "/v1/parcels"), ("GET", $"/v1/parcels/{id}"),
                     ("GET", $"/v2/parcels/{id}"), ("PUT", $"/v1/parcels/{id}/address"),
                     ("DELETE", $"/v1/parcels/{id}"),
                 })
        {
            var response = await http.SendAsync(
                method, path, method is "POST" or "PUT" ? "{}" : null, token: null);
            Assert.True(401 == (int)response.StatusCode, $"{method} {path}: {response.StatusCode}");
        }
    }

    #region problems
    [Theory]
    [MemberData(nameof(Apis.AllApis), MemberType = typeof(Apis))]
    public async Task Every_failure_is_a_problem_document(string style, string version)
    {
        foreach (var (method, path, body, status) in new[]
                 {
                     ("POST", "/v1/parcels", """{ "recipient": """, 400),
                     ("POST", "/v1/parcels", """{ "weightGrams": "heavy" }""", 400),
                     ("GET", "/v1/parcels?take=many", null, 400),
                     ("GET", "/v1/parcels?take=101", null, 400),
                     ("GET", "/v1/parcels?status=lost", null, 400),
                     ("GET", $"/v1/parcels/{Guid.NewGuid()}", null, 404),
                     ("GET", "/v1/parcels/not-an-id", null, 404),
                     ("GET", "/v3/parcels", null, 404),
                     ("PATCH", "/v1/parcels", "{}", 405),
                 })
        {
            var response = await apis[style, version].Http.SendAsync(method, path, body);

            Assert.True(status == (int)response.StatusCode,
                $"{method} {path} {body}: {(int)response.StatusCode}");
            Assert.True("application/problem+json" == response.Media(), $"{method} {path}: no problem");
            var problem = await response.JsonAsync();
            Assert.True(problem.TryGetProperty("type", out _), $"{method} {path}: {problem}");
            Assert.Equal(status, problem.GetProperty("status").GetInt32());
            Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        }
    }
    #endregion

    [Theory]
    [MemberData(nameof(Apis.AllStyles), MemberType = typeof(Apis))]
    public async Task A_parcel_is_redirected_to_a_pickup_point_that_version_2_shows(string style)
    {
        var http = apis[style].Http;
        var id = await http.BookedAsync();
        var path = $"/v1/parcels/{id}/pickup-point";

        var invalid = await http.SendAsync("PUT", path, new { pickupPoint = "the corner" });
        var early = await http.SendAsync("PUT", path, new { pickupPoint = "DE-1234" });
        var shown = await http.SendAsync("GET", $"/v2/parcels/{id}");
        await apis.SqlAsync($"UPDATE parcel SET status = 'OutForDelivery' WHERE id = '{id}'");
        var late = await http.SendAsync("PUT", path, new { pickupPoint = "DE-1234" });
        var anonymous = await http.SendAsync("PUT", path, "{}", token: null);

        Assert.Equal(["pickupPoint"], (await invalid.JsonAsync()).GetProperty("errors").Names());
        Assert.Equal([400, 204, 409, 401],
            new[] { invalid, early, late, anonymous }.Select(response => (int)response.StatusCode));
        Assert.Equal("DE-1234", (await shown.JsonAsync()).GetProperty("pickupPoint").GetString());
    }

    [Theory]
    [MemberData(nameof(Apis.AllStyles), MemberType = typeof(Apis))]
    public async Task Before_the_requirement_there_is_no_such_route(string style)
    {
        var http = apis[style, "before"].Http;
        var id = await http.BookedAsync();

        Assert.Equal(404, (int)(await http.SendAsync(
            "PUT", $"/v1/parcels/{id}/pickup-point", new { pickupPoint = "DE-1234" })).StatusCode);
        Assert.DoesNotContain("pickupPoint",
            (await (await http.SendAsync("GET", $"/v2/parcels/{id}")).JsonAsync()).Names());
    }
}
