using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Shop.Data;

namespace Shop.Pipeline;

/// <summary>What clients see of a failure, as RFC 9457 has it.</summary>
public sealed class Problems(IProblemDetailsService writer) : IExceptionHandler
{
    #region problems
    private static ProblemDetails? Describe(Exception failure) => failure switch
    {
        ValidationException invalid => Invalid(invalid.Errors),
        RefusedException refused => new()
        {
            Status = refused.Reason is Refusal.NoSuchOrder ? 404 : 409,
            Type = $"urn:shop:problem:{refused.Reason}",
            Title = "The shop refuses this.",
            Detail = refused.Message,
        },
        DbUpdateConcurrencyException => new()
        {
            Status = 409,
            Type = "urn:shop:problem:ChangedMeanwhile",
            Title = "Somebody else changed this first.",
        },
        _ => null,
    };

    public static ProblemDetails Invalid(IEnumerable<ValidationFailure> failures) =>
        new HttpValidationProblemDetails(failures
            .GroupBy(failure => failure.PropertyName)
            .ToDictionary(field => field.Key, field => field.Select(f => f.ErrorMessage).ToArray()))
        {
            Status = 400,
            Type = "urn:shop:problem:Invalid",
        };
    #endregion

    public async ValueTask<bool> TryHandleAsync(
        HttpContext http, Exception exception, CancellationToken cancellation)
    {
        if (Describe(exception) is not { } problem)
            return false;
        http.Response.StatusCode = problem.Status!.Value;
        return await writer.TryWriteAsync(new() { HttpContext = http, ProblemDetails = problem });
    }
}
