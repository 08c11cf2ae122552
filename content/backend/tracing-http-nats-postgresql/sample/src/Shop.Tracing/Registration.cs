using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Shop.Tracing.Naive;

namespace Shop.Tracing;

public static class Registration
{
    #region registration
    public static IServiceCollection AddShopTracing(
        this IServiceCollection services, string serviceName, TracingOptions options)
    {
        if (!options.Enabled)
            return services.AddMessageTracing(options);
        if (!options.ForwardBaggage)
        {
            Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator()); // for messages
            DistributedContextPropagator.Current = new TraceContextOnly(); // for HttpClient
            services.AddSingleton(DistributedContextPropagator.Current); // for ASP.NET Core
        }

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(serviceName))
            .WithTracing(tracing => tracing
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddNpgsql()
                .AddSource(MessageTracing.SourceName)
                .SetSampler(options.CreateSampler())
                .AddOtlpExporter());
        return services.AddMessageTracing(options);
    }

    public static NpgsqlDataSource CreateDataSource(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConfigureTracing(tracing => tracing.ConfigureCommandSpanNameProvider(
            command => QuerySummary.Of(command.CommandText) ?? "postgresql"));
        return builder.Build();
    }
    #endregion

    private static IServiceCollection AddMessageTracing(
        this IServiceCollection services, TracingOptions options) => options.Context switch
    {
        MessageContext.None => services.AddSingleton<IMessageTracing, ForgottenHeaders>(),
        MessageContext.Client => services.AddClientTracing(startActivity: true),
        MessageContext.ClientAlone => services.AddClientTracing(startActivity: false),
        _ => services.AddSingleton<IMessageTracing, MessageTracing>(),
    };

    private static IServiceCollection AddClientTracing(
        this IServiceCollection services, bool startActivity)
    {
        services.ConfigureOpenTelemetryTracerProvider(
            tracing => tracing.AddSource(ClientTracing.SourceName));
        return services.AddSingleton<IMessageTracing>(new ClientTracing(startActivity));
    }
}

/// <summary>What puts the context of a trace into the headers of a message.</summary>
public enum MessageContext { Own, None, Client, ClientAlone }

public sealed record TracingOptions
{
    /// <summary>Share of the traces to record, decided where a trace begins.</summary>
    public double Ratio { get; init; } = 1;

    /// <summary>False only to show what happens then.</summary>
    public bool AskParent { get; init; } = true;

    /// <summary>Baggage of an incoming request goes on to messages and outgoing requests.</summary>
    public bool ForwardBaggage { get; init; }

    /// <summary>False: no span is created anywhere, to measure what tracing costs.</summary>
    public bool Enabled { get; init; } = true;

    public MessageContext Context { get; init; }

    public static TracingOptions From(IConfiguration configuration) =>
        configuration.GetSection("Tracing").Get<TracingOptions>() ?? new TracingOptions();

    #region sampler
    public Sampler CreateSampler()
    {
        var byTraceId = new LinkedSampler(new TraceIdRatioBasedSampler(Ratio));
        return AskParent ? new ParentBasedSampler(byTraceId) : byTraceId;
    }
    #endregion
}
