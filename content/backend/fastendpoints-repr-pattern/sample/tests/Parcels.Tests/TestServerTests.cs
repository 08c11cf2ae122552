extern alias EndpointsAfter;
using EndpointsAfter::Parcels.Api.Features;
using FastEndpoints;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Parcels.Tests;

/// <summary>What tests in one process cannot see or do.</summary>
[Collection(AllTests.Name)]
public sealed class TestServerTests(Apis apis)
{
    #region kestrel
    [Theory]
    [InlineData("controllers", 500)]
    [InlineData("endpoints", 500)]
    [InlineData("minimal", 413)]
    public async Task The_test_server_does_not_know_Kestrels_limit_on_bodies(
        string style, int withoutSelector)
    {
        Assert.Equal(201, await BookAsync(onKestrel: false, hasSelector: false));
        Assert.Equal(withoutSelector, await BookAsync(onKestrel: true, hasSelector: false));
        Assert.Equal(413, await BookAsync(onKestrel: true, hasSelector: true));

        async Task<int> BookAsync(bool onKestrel, bool hasSelector)
        {
            var api = apis.Start(style, onKestrel: onKestrel, configure: host =>
                host.ConfigureTestServices(services =>
                {
                    services.Configure<KestrelServerOptions>(
                        options => options.Limits.MaxRequestBodySize = 20);
                    if (!hasSelector)
                        services.Configure<ExceptionHandlerOptions>(
                            options => options.StatusCodeSelector = null);
                }));
            return (int)(await api.Http.BookAsync()).StatusCode;
        }
    }
    #endregion

    #region second
    [Fact]
    public async Task A_second_FastEndpoints_app_in_a_process_is_not_asked_for_its_configuration()
    {
        var wasAsked = false;
        await using (var second = Build(config =>
        {
            wasAsked = true;
            config.Versioning.Prefix = "version-";
        }))
        {
            await second.StartAsync();

            Assert.False(wasAsked);
            Assert.Equal(401, (int)(await second.GetTestClient().GetAsync("/v1/parcels")).StatusCode);
        }
        apis.Start("endpoints");
    }
    #endregion

    #region disposed
    [Fact]
    public async Task Handler_tests_fail_once_an_app_in_their_process_has_been_disposed()
    {
        await using (var second = Build(_ => { }))
            await second.StartAsync();

        Assert.Throws<ObjectDisposedException>(() => Factory.Create<CancelParcel>(new PostgresParcels(apis.Source)));

        apis.Start("endpoints");
        Assert.NotNull(Factory.Create<CancelParcel>(new PostgresParcels(apis.Source)));
    }
    #endregion

    [Fact]
    public void FastEndpoints_renames_properties_for_every_validator_in_its_process()
    {
        var setByFastEndpoints = ValidatorOptions.Global.PropertyNameResolver;
        try
        {
            Assert.Equal("weightGrams", FailedProperty());
            ValidatorOptions.Global.PropertyNameResolver = null;
            Assert.Equal("WeightGrams", FailedProperty());
        }
        finally
        {
            ValidatorOptions.Global.PropertyNameResolver = setByFastEndpoints;
        }

        static string FailedProperty()
        {
            var rules = new InlineValidator<NewParcel>();
            rules.RuleFor(parcel => parcel.WeightGrams).GreaterThan(0);
            return rules.Validate(new NewParcel("", "", new("", "", ""), 0, ""))
                .Errors.Single().PropertyName;
        }
    }

    private WebApplication Build(Action<Config> configure)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration["Tracking:Prefix"] = "PX";
        builder.Configuration["ConnectionStrings:Parcels"] = apis.Connection;
        builder.Services.AddParcels().AddFastEndpoints(options =>
        {
            options.DisableAutoDiscovery = true;
            options.Assemblies = [typeof(EndpointsAfter::Program).Assembly];
        });
        var app = builder.Build();
        app.UseFastEndpoints(configure);
        return app;
    }
}
