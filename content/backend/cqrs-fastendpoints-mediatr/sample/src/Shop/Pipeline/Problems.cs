using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Shop.Data;

namespace Shop.Pipeline;

/// <summary>What clients see of a failure, in the format of RFC 9457.</summary>
public sealed class Problems(IProblemDetailsService writer) : IExceptionHandler
{
    #region problems
    private static ProblemDetails? Describe(Exception exception) => exception switch
    {
        ValidationException invalid => Invalid(invalid.Errors),
        RejectedException rejected => new()
        {
            Status = StatusOf(rejected.Reason),
            Type = TypeOf(rejected.Reason.ToString()),
            Title = "The request was rejected.",
            Detail = rejected.Message,
        },
        DbUpdateConcurrencyException => new()
        {
            Status = 409,
            Type = TypeOf("ChangedMeanwhile"),
            Title = "Another request changed this first.",
        },
        _ => null,
    };

    private static int StatusOf(Rejection reason) => reason switch
    {
        Rejection.NoSuchOrder => 404,
        Rejection.OutOfStock or Rejection.NotCancellable => 409,
        Rejection.NoSuchProduct or Rejection.KeyReused => 422,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "has no status"),
    };

    private static string TypeOf(string reason) =>
        $"https://shop.example/problems/{JsonNamingPolicy.KebabCaseLower.ConvertName(reason)}";
    #endregion

    public static ProblemDetails Invalid(IEnumerable<ValidationFailure> failures) =>
        new HttpValidationProblemDetails(failures
            .GroupBy(failure => failure.PropertyName)
            .ToDictionary(field => field.Key, field => field.Select(f => f.ErrorMessage).ToArray()))
        {
            Status = 400,
            Type = TypeOf("Invalid"),
        };

    public async ValueTask<bool> TryHandleAsync(
        HttpContext http, Exception exception, CancellationToken cancellation)
    {
        if (Describe(exception) is not { } problem)
            return false;
        http.Response.StatusCode = problem.Status!.Value;
        return await writer.TryWriteAsync(new() { HttpContext = http, ProblemDetails = problem });
    }
}

#region any-accept
/// <summary>For requests whose Accept names no JSON: ASP.NET Core's own writer skips them.</summary>
public sealed class AnyAcceptProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (response, problem) = (context.HttpContext.Response, context.ProblemDetails);
        problem.Status ??= response.StatusCode;
        problem.Title ??= ReasonPhrases.GetReasonPhrase(problem.Status.Value);
        await response.WriteAsJsonAsync(problem, problem.GetType(), options: null,
            "application/problem+json", context.HttpContext.RequestAborted);
    }
}
#endregion
