using FluentValidation.Results;

namespace Parcels.Api.Plumbing;

public static class Answers
{
    /// <summary>Failures in the shape that ASP.NET Core gives them everywhere else.</summary>
    public static object Invalid(List<ValidationFailure> failures, HttpContext http, int status) =>
        new HttpValidationProblemDetails(failures
            .GroupBy(failure => failure.PropertyName)
            .ToDictionary(field => field.Key, field => field.Select(f => f.ErrorMessage).ToArray()))
        {
            Status = status,
            Type = "https://tools.ietf.org/html/rfc9110#section-15.5.1",
        };

    public static IResult Answer(this Outcome outcome) => outcome switch
    {
        Outcome.Done => TypedResults.NoContent(),
        Outcome.TooLate => TypedResults.Problem(Registration.TooLate),
        _ => TypedResults.NotFound(),
    };
}
