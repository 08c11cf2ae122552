extern alias ControllersAfter;
extern alias Defaults;
extern alias EndpointsAfter;
using System.Security.Claims;
using ControllersAfter::Parcels.Api.Contracts;
using ControllersAfter::Parcels.Api.Controllers;
using Defaults::Defaults;
using EndpointsAfter::Parcels.Api.Features;
using FastEndpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;

namespace Parcels.Tests;

/// <summary>What a test that calls a handler by itself cannot see.</summary>
[Collection(AllTests.Name)]
public sealed class HandlerAloneTests(Apis apis, AllDefaults defaults) : IClassFixture<AllDefaults>
{
    #region alone
    [Fact]
    public async Task The_handler_alone_stores_what_the_pipeline_rejects()
    {
        var http = apis["endpoints"].Http;
        var id = await http.BookedAsync();

        var response = await http.SendAsync(
            "PUT", $"/v1/parcels/{id}/pickup-point", new { pickupPoint = "nonsense" });
        var overHttp = await PickupPointAsync(id);
        var alone = Factory.Create<RedirectParcel>(new PostgresParcels(apis.Source));
        await alone.HandleAsync(new("nonsense") { Customer = "shop", Id = id }, default);

        Assert.Equal((400, null), ((int)response.StatusCode, overHttp));
        Assert.Equal((204, "nonsense"), (alone.HttpContext.Response.StatusCode, await PickupPointAsync(id)));
    }
    #endregion

    [Fact]
    public async Task A_controller_alone_stores_it_too()
    {
        var id = await apis["controllers"].Http.BookedAsync();
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Tracking:Prefix", "PX")]).Build();
        var controller = new ParcelsController(new PostgresParcels(apis.Source), new(settings))
        {
            ControllerContext = new()
            {
                HttpContext = new DefaultHttpContext
                {
                    User = new(new ClaimsIdentity([new(Callers.Customer, "shop")])),
                },
            },
        };

        var result = await controller.Redirect(id, new RedirectParcelRequest("nonsense"), default);

        Assert.IsType<NoContentResult>(result);
        Assert.Equal("nonsense", await PickupPointAsync(id));
    }

    [Fact]
    public async Task The_handler_alone_runs_for_nobody()
    {
        var http = apis["endpoints"].Http;
        var id = await http.BookedAsync();

        var response = await http.SendAsync("DELETE", $"/v1/parcels/{id}", token: null);
        var alone = Factory.Create<CancelParcel>(new PostgresParcels(apis.Source));
        await alone.HandleAsync(new() { Customer = "shop", Id = id }, default);

        Assert.Equal(401, (int)response.StatusCode);
        Assert.False(alone.User.Identity?.IsAuthenticated);
        Assert.Equal("Cancelled", await apis.ReadAsync<string>($"SELECT status FROM parcel WHERE id = '{id}'"));
    }

    [Fact]
    public async Task The_handler_alone_sees_neither_a_misnamed_property_nor_the_JSON()
    {
        var id = Guid.NewGuid();

        var alone = Factory.Create<Misnamed>();
        await alone.HandleAsync(new() { Parcel = id }, default);
        var wire = await (await defaults["endpoints"].SendAsync("GET", $"/misnamed/{id}")).JsonAsync();

        Assert.Equal((id, ParcelStatus.OutForDelivery), (alone.Response.Id, alone.Response.Status));
        Assert.Equal(Guid.Empty, wire.GetProperty("id").GetGuid());
        Assert.Equal(1, wire.GetProperty("status").GetInt32());
    }

    private Task<string?> PickupPointAsync(Guid id) =>
        apis.ReadAsync<string>($"SELECT pickup_point FROM parcel WHERE id = '{id}'");
}
