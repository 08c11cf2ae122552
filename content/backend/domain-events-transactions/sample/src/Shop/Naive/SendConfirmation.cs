using Shop.Events;
using Shop.Mailing;
using Shop.Orders;

namespace Shop.Naive;

#region mail
public sealed class SendConfirmation(MailApi mail) : IHandle<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced placed, CancellationToken token) =>
        mail.SendAsync(new Mail(placed.Customer, $"Your order {placed.OrderId}",
            $"Thank you! {placed.Total} euros."), key: null, token);
}
#endregion
