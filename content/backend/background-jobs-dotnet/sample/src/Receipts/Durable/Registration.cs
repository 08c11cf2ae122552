namespace Receipts.Durable;

public static class Registration
{
    #region registration
    public static IServiceCollection AddDurableReceipts(this IServiceCollection services) => services
        .AddSingleton<IIntake, DurableIntake>()
        .AddSingleton<JobQueue>()
        .AddSingleton<IJobHandler, ReceiptHandler>()
        .AddHostedService<JobWorker>()
        .AddHostedService<QueueMonitor>();
    #endregion
}
