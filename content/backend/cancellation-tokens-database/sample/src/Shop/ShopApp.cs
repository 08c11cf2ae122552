using Microsoft.EntityFrameworkCore;

namespace Shop;

public static class ShopApp
{
    public static WebApplication Build(
        string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        var settings = builder.Configuration;
        var limits = settings.GetSection("Limits").Get<Limits>() ?? new();

        #region registration
        builder.Services
            .AddProblemDetails()
            .AddExceptionHandler<TimeoutHandler>()
            .AddRequestTimeouts(o => o.AddPolicy("report", limits.Report));
        #endregion
        builder.Services.Configure<Limits>(settings.GetSection("Limits"));
        builder.Services.AddDbContext<ShopContext>(options => options.UseNpgsql(
            settings.GetConnectionString("Shop"),
            npgsql =>
            {
                if (settings.GetValue<int?>("Retries") is { } retries)
                    npgsql.EnableRetryOnFailure(retries);
            }));
        builder.Services.AddHttpClient<PaymentProvider>(
            http => http.BaseAddress = new Uri(settings["Payments"] ?? "http://localhost"));
        builder.Services.AddScoped<SalesReport>().AddScoped<Dashboard>().AddScoped<Export>();
        builder.Services.AddScoped<Checkout>().AddScoped<HastyCheckout>();
        configure?.Invoke(builder);

        var app = builder.Build();
        if (settings.GetValue<bool>("HandlerInside"))
        {
            // The wrong order, for the test that shows what it does.
            app.UseRequestTimeouts();
            app.UseExceptionHandler();
        }
        else
        {
            #region pipeline
            app.UseExceptionHandler();
            app.UseRequestTimeouts();
            #endregion
        }
        app.MapReports();
        app.MapOrders();
        return app;
    }

    private static void MapReports(this WebApplication app)
    {
        #region deaf
        app.MapGet("/deaf/report", (ShopContext db) => db.Sales
            .GroupBy(sale => sale.Region)
            .Select(region => new RegionTotal(region.Key, region.Sum(sale => sale.Amount)))
            .ToListAsync());
        #endregion

        app.MapGet("/deaf/report/limited", (ShopContext db) => db.Sales.SumAsync(s => s.Amount))
            .WithRequestTimeout("report");

        #region endpoint
        app.MapGet("/report", (SalesReport report, CancellationToken cancellation) =>
                report.ByRegionAsync(cancellation))
            .WithRequestTimeout("report");
        #endregion

        app.MapGet("/sales", (ShopContext db) => db.Sales.AsAsyncEnumerable());

        app.MapGet("/dashboard", (Dashboard dashboard, CancellationToken cancellation) =>
            dashboard.ReadAsync(cancellation));

        app.MapPost("/export", (Export export, CancellationToken cancellation) =>
            OkOrConflictAsync(export.RunAsync(cancellation)));

        app.MapPost("/hasty/export", (Export export, CancellationToken cancellation) =>
            OkOrConflictAsync(export.RunHastilyAsync(cancellation)));
    }

    private static void MapOrders(this WebApplication app)
    {
        app.MapGet("/orders/count", (ShopContext db, CancellationToken cancellation) =>
            db.Orders.CountAsync(cancellation));

        app.MapPost("/orders/{id:int}/payment",
            (int id, Checkout checkout, CancellationToken cancellation) =>
                PayAsync(checkout, id, cancellation));

        app.MapPost("/hasty/orders/{id:int}/payment",
            (int id, HastyCheckout checkout, CancellationToken cancellation) =>
                PayAsync(checkout, id, cancellation));
    }

    private static async Task<IResult> PayAsync(
        ICheckout checkout, int id, CancellationToken cancellation)
    {
        try
        {
            await checkout.PayAsync(id, cancellation);
            return Results.NoContent();
        }
        catch (DbUpdateConcurrencyException)
        {
            return Results.Conflict();
        }
    }

    private static async Task<IResult> OkOrConflictAsync(Task<List<RegionTotal>?> export) =>
        await export is { } totals ? Results.Ok(totals) : Results.Conflict();
}
