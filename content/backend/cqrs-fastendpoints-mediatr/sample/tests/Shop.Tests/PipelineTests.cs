using System.Net;
using FastEndpoints;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shop.Features;
using Shop.Pipeline;

namespace Shop.Tests;

[Collection(ShopTests.Name)]
public sealed class PipelineTests(ShopServer shop)
{
    [Fact]
    public async Task An_invalid_command_opens_no_transaction()
    {
        var before = shop.Transactions.Begun;

        Assert.Equal(HttpStatusCode.BadRequest, (await shop.PlaceAsync("")).StatusCode);

        Assert.Equal(before, shop.Transactions.Begun);
    }

    [Fact]
    public async Task A_command_opens_one_transaction_and_a_query_none()
    {
        var lamp = await shop.AddProductAsync(stock: 5);
        var before = shop.Transactions.Begun;

        var order = (await shop.PlaceAsync("Ada", (lamp, 1))).Headers.Location;
        Assert.Equal(before + 1, shop.Transactions.Begun);
        (await shop.Http.GetAsync(order)).EnsureSuccessStatusCode();
        (await shop.Http.GetAsync("/orders")).EnsureSuccessStatusCode();

        Assert.Equal(before + 1, shop.Transactions.Begun);
    }

    [Fact]
    public Task Without_HTTP_the_rules_hold_too() => shop.InScopeAsync(services =>
        Assert.ThrowsAsync<ValidationException>(() => services
            .GetRequiredService<ISender>().Send(new PlaceOrder("", []))));

    public static TheoryData<Type> Commands => new(typeof(PlaceOrder).Assembly.GetTypes()
        .Where(type => ResultOf(type) is not null && type.IsClass));

    [Theory, MemberData(nameof(Commands))]
    public Task Every_command_has_a_handler_a_validator_and_its_behaviors_in_order(Type command) =>
        shop.InScopeAsync(services =>
        {
            var result = ResultOf(command)!;
            Type[] expected =
            [
                typeof(ValidationBehavior<,>), typeof(TransactionBehavior<,>),
                .. command.IsAssignableTo(typeof(IIdempotent))
                    ? [typeof(IdempotencyBehavior<,>)] : Array.Empty<Type>(),
            ];
            Assert.Equal(expected, services
                .GetServices(typeof(IPipelineBehavior<,>).MakeGenericType(command, result))
                .Select(behavior => behavior!.GetType().GetGenericTypeDefinition()));
            services.GetRequiredService(typeof(IValidator<>).MakeGenericType(command));
            return Task.FromResult(services.GetRequiredService(
                typeof(IRequestHandler<,>).MakeGenericType(command, result)));
        });

    /// <summary>Otherwise a command's rules would run twice.</summary>
    [Theory]
    [InlineData(typeof(PlaceOrderEndpoint), false)]
    [InlineData(typeof(CancelOrderEndpoint), false)]
    [InlineData(typeof(ListOrdersEndpoint), true)]
    public void FastEndpoints_validates_queries_and_leaves_commands_to_the_pipeline(
        Type endpoint, bool validates)
    {
        var definition = shop.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .Select(route => route.Metadata.GetMetadata<EndpointDefinition>())
            .First(found => found?.EndpointType == endpoint)!;

        Assert.Equal(validates, definition.ValidatorType is not null);
    }

    private static Type? ResultOf(Type type) => type.GetInterfaces()
        .Where(i => i.IsGenericType
            && i.GetGenericTypeDefinition() == typeof(Pipeline.ICommand<>))
        .Select(i => i.GetGenericArguments()[0]).SingleOrDefault();
}
