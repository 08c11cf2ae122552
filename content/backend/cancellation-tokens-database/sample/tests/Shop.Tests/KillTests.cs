using System.Diagnostics;

namespace Shop.Tests;

/// <summary>A process that is killed sends no cancel request; only the server can notice.</summary>
[Collection(RealPostgres.Name)]
public sealed class KillTests(Postgres postgres)
{
    [Theory]
    [InlineData("", true)]
    [InlineData(";Options=-c client_connection_check_interval=500", false)]
    public async Task A_killed_process_leaves_its_query_unless_the_server_checks_the_connection(
        string option, bool goesOn)
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        using var process = Process.Start(new ProcessStartInfo("dotnet",
        [
            typeof(ShopApp).Assembly.Location,
            $"ConnectionStrings:Shop={database.Connection}{option}",
            "Urls=http://127.0.0.1:0",
        ])
        { RedirectStandardOutput = true })!;
        try
        {
            using var browser = await Browser.GetAsync(await AddressAsync(process), "/report");
            await database.UntilSlowAsync();

            process.Kill();
            await process.WaitForExitAsync();

            if (goesOn)
            {
                await Task.Delay(3_000);
                Assert.Equal(1, await database.ActiveAsync());
            }
            else
            {
                await database.UntilGoneAsync();
            }
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.Split("Now listening on: ") is [_, var address])
                return new Uri(address);
        throw new IOException("the program ended during its start");
    }
}
