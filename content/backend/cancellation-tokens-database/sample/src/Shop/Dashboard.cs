using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Shop;

/// <param name="Regions">Null if the report took too long.</param>
public sealed record DashboardView(int Orders, IReadOnlyList<RegionTotal>? Regions);

public sealed partial class Dashboard(
    ShopContext db, SalesReport report, IOptions<Limits> limits, ILogger<Dashboard> log)
{
    #region linked
    public async Task<DashboardView> ReadAsync(CancellationToken request)
    {
        var orders = await db.Orders.CountAsync(request);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(request);
        limit.CancelAfter(limits.Value.DashboardReport);
        try
        {
            return new(orders, await report.ByRegionAsync(limit.Token));
        }
        catch (OperationCanceledException) when (!request.IsCancellationRequested)
        {
            LogReportLeftOut(limits.Value.DashboardReport);
            return new(orders, Regions: null);
        }
    }
    #endregion

    [LoggerMessage(LogLevel.Warning, "The report took longer than {Limit} and was left out")]
    private partial void LogReportLeftOut(TimeSpan limit);
}
