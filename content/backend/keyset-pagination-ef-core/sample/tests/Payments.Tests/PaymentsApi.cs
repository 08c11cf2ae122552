using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Payments.Tests;

/// <summary>The whole service, over one of the databases.</summary>
public sealed class PaymentsApi(Database database) : WebApplicationFactory<Program>
{

    protected override void ConfigureWebHost(IWebHostBuilder host)
    {
        host.UseEnvironment("Production");
        host.UseSetting("ConnectionStrings:Payments", database.Connection);
        host.ConfigureServices(services => services.ConfigureDbContext<PaymentsContext>(
            options => options.AddInterceptors(database.Log)));
    }
}
