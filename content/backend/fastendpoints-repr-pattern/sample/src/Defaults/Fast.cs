using FastEndpoints;
using FluentValidation;
using Parcels;

namespace Defaults;

public static class Fast
{
    public static Action<WebApplication> Add(WebApplicationBuilder builder, bool useProblemDetails)
    {
        builder.Services.AddFastEndpoints();
        return app => app.UseFastEndpoints(config =>
        {
            if (useProblemDetails)
                config.Errors.UseProblemDetails();
        });
    }
}

public sealed class PrintLabel : Endpoint<Label, Label>
{
    public sealed class Rules : Validator<Label>
    {
        public Rules()
        {
            RuleFor(label => label.Text).NotEmpty().MinimumLength(3).Matches("^[A-Z]+$");
            RuleFor(label => label.Copies).InclusiveBetween(1, 10);
        }
    }

    public override void Configure()
    {
        Post("/labels");
        AllowAnonymous();
    }

    public override Task HandleAsync(Label label, CancellationToken cancellation) =>
        Send.OkAsync(label, cancellation);
}

/// <summary>The body as one property: only JSON reaches what is inside.</summary>
public sealed class PrintBody : Endpoint<PrintBody.Request, Label>
{
    #region body
    public sealed record Request
    {
        [FromBody]
        public Label Label { get; init; } = new();
    }
    #endregion

    public override void Configure()
    {
        Post("/bodies");
        AllowAnonymous();
    }

    public override Task HandleAsync(Request request, CancellationToken cancellation) =>
        Send.OkAsync(request.Label, cancellation);
}

public sealed class ListLabels : Endpoint<ListLabels.Request>
{
    public sealed record Request
    {
        public int Take { get; init; }
    }

    public override void Configure()
    {
        Get("/labels");
        AllowAnonymous();
    }

    public override Task HandleAsync(Request request, CancellationToken cancellation) =>
        Send.OkAsync(request.Take, cancellation);
}

public sealed class FindStatus : Endpoint<FindStatus.Request>
{
    public sealed record Request
    {
        public ParcelStatus Status { get; init; }
    }

    public override void Configure()
    {
        Get("/statuses");
        AllowAnonymous();
    }

    public override Task HandleAsync(Request request, CancellationToken cancellation) =>
        Send.OkAsync(request.Status, cancellation);
}

public sealed class GetLabel : EndpointWithoutRequest
{
    public override void Configure()
    {
        Get("/labels/{id}");
        AllowAnonymous();
    }

    public override Task HandleAsync(CancellationToken cancellation) =>
        Send.NotFoundAsync(cancellation);
}

public sealed class Fail : EndpointWithoutRequest
{
    public override void Configure()
    {
        Get("/fails");
        AllowAnonymous();
    }

    public override Task HandleAsync(CancellationToken cancellation) =>
        throw new InvalidOperationException("the secret");
}

/// <summary>Nobody has thought of authorization here.</summary>
public sealed class Forgotten : EndpointWithoutRequest
{
    public override void Configure() => Get("/forgotten");

    public override Task HandleAsync(CancellationToken cancellation) => Send.OkAsync(cancellation);
}

#region naive
public sealed class NaiveProbe : Endpoint<NaiveProbe.Request, Seen>
{
    public sealed record Request
    {
        public int Id { get; init; }

        [FromHeader("X-Tenant", isRequired: false)]
        public string? Tenant { get; init; }
    }

    public override void Configure()
    {
        Put("/probe/{id}");
        AllowAnonymous();
    }

    public override Task HandleAsync(Request request, CancellationToken cancellation) =>
        Send.OkAsync(new Seen(request.Id, request.Tenant), cancellation);
}
#endregion

public sealed class SafeProbe : Endpoint<SafeProbe.Request, Seen>
{
    #region safe
    public sealed record Request
    {
        [RouteParam]
        public int Id { get; init; }

        [FromHeader("X-Tenant")]
        public string Tenant { get; init; } = "";
    }
    #endregion

    public override void Configure()
    {
        Put("/safe/{id}");
        AllowAnonymous();
    }

    public override Task HandleAsync(Request request, CancellationToken cancellation) =>
        Send.OkAsync(new Seen(request.Id, request.Tenant), cancellation);
}

#region misnamed
/// <summary>The route says `id`, the property says `Parcel`, and JSON has no names for statuses.</summary>
public sealed class Misnamed : Endpoint<Misnamed.Request, SeenParcel>
{
    public sealed record Request
    {
        public Guid Parcel { get; init; }
    }

    public override void Configure()
    {
        Get("/misnamed/{id:guid}");
        AllowAnonymous();
    }

    public override Task HandleAsync(Request request, CancellationToken cancellation) =>
        Send.OkAsync(new SeenParcel(request.Parcel, ParcelStatus.OutForDelivery), cancellation);
}
#endregion
