using System.Globalization;
using Npgsql;

namespace Receipts.Durable;

#region receipt
public sealed class ReceiptHandler(ReceiptSender receipts) : IJobHandler
{
    public string Kind => "receipt";

    public Task RunAsync(Job job, CancellationToken cancellation) =>
        receipts.MailAsync(Order(job), key: job.Id.ToString(), cancellation);

    public Task RecordAsync(
        Job job, NpgsqlConnection connection, CancellationToken cancellation) =>
        receipts.RecordAsync(Order(job), connection, cancellation);

    private static int Order(Job job) => int.Parse(job.Payload, CultureInfo.InvariantCulture);
}
#endregion
