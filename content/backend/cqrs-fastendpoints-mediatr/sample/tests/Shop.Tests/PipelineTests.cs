using System.Net;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Shop.Features;
using Shop.Pipeline;

namespace Shop.Tests;

[Collection(ShopTests.Name)]
public sealed class PipelineTests(ShopServer shop)
{
    [Fact]
    public async Task What_the_rules_refuse_opens_no_transaction()
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
        await shop.Http.GetAsync(order);
        await shop.Http.GetAsync("/orders");

        Assert.Equal(before + 1, shop.Transactions.Begun);
    }

    #region without-http
    [Fact]
    public Task Without_HTTP_the_rules_hold_too() => shop.InScopeAsync(services =>
        Assert.ThrowsAsync<ValidationException>(() => services
            .GetRequiredService<ISender>().Send(new PlaceOrder("", []))));
    #endregion

    [Fact]
    public async Task Without_the_mediator_the_same_pipeline_does_the_same()
    {
        var inStock = await shop.AddProductAsync(stock: 5);
        var soldOut = await shop.AddProductAsync(stock: 0);

        await Assert.ThrowsAsync<ValidationException>(() => RunAsync(new("", [])));
        await Assert.ThrowsAsync<Data.RefusedException>(() => RunAsync(new("Ada",
            [new(inStock.Id, 1), new(soldOut.Id, 1)])));
        Assert.Equal(5, await shop.StockAsync(inStock));
        await RunAsync(new("Ada", [new(inStock.Id, 1)]));
        Assert.Equal(4, await shop.StockAsync(inStock));

        Task<Guid> RunAsync(PlaceOrder command) => shop.InScopeAsync(services => services
            .GetRequiredService<CommandRunner>()
            .RunAsync<PlaceOrder, Guid>(command, default));
    }

    public static TheoryData<Type> Commands => new(typeof(PlaceOrder).Assembly.GetTypes()
        .Where(type => ResultOf(type) is not null && type.IsClass));

    [Theory, MemberData(nameof(Commands))]
    public Task Every_command_has_rules_and_both_behaviours_in_this_order(Type command) =>
        shop.InScopeAsync(services =>
        {
            var result = ResultOf(command)!;
            var behaviours = services.GetServices(
                typeof(IPipelineBehavior<,>).MakeGenericType(command, result));
            Assert.Equal(
                [typeof(ValidationBehavior<,>), typeof(TransactionBehavior<,>)],
                behaviours.Select(one => one!.GetType().GetGenericTypeDefinition()));
            return Task.FromResult(services.GetRequiredService(
                typeof(IRequestHandler<,>).MakeGenericType(command, result)));
        });

    private static Type? ResultOf(Type type) => type.GetInterfaces()
        .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>))
        .Select(i => i.GetGenericArguments()[0]).SingleOrDefault();
}
