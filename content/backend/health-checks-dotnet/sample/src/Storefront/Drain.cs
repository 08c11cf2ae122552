using Microsoft.Extensions.Options;

namespace Storefront;

public sealed class DrainOptions
{
    /// <summary>How long the listener stays open after SIGTERM, while readiness fails.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(5);
}

public sealed class DrainOptionsRules(IOptions<HostOptions> host) : IValidateOptions<DrainOptions>
{
    public ValidateOptionsResult Validate(string? name, DrainOptions options) =>
        options.Delay < host.Value.ShutdownTimeout
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Drain:Delay {options.Delay} must be below the host's ShutdownTimeout "
                + $"{host.Value.ShutdownTimeout}, which it uses up");
}

/// <summary>Keeps the listener open after SIGTERM, so that load balancers stop first.</summary>
public sealed class Drain(IOptions<DrainOptions> options, ILogger<Drain> log) : IHostedLifecycleService
{
    #region drain
    public async Task StoppingAsync(CancellationToken deadline)
    {
        log.LogInformation("Draining: not ready, still listening for {Delay}", options.Value.Delay);
        await Task.Delay(options.Value.Delay, deadline)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
    #endregion

    public Task StartingAsync(CancellationToken cancellation) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancellation) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellation) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellation) => Task.CompletedTask;
}
