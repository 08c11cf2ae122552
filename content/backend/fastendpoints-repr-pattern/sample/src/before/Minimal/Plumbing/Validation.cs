using System.Text.Json;
using FluentValidation;

namespace Parcels.Api.Plumbing;

public static class Validation
{
    /// <summary>Runs the validator of this argument before the handler.</summary>
    public static RouteHandlerBuilder Validate<T>(this RouteHandlerBuilder route) where T : class =>
        route.AddEndpointFilter(async (context, next) =>
        {
            // A filter runs even when binding has failed; the answer is 400 already then.
            if (context.Arguments.OfType<T>().FirstOrDefault() is not { } argument)
                return await next(context);
            var validator = context.HttpContext.RequestServices.GetRequiredService<IValidator<T>>();
            var result = await validator.ValidateAsync(argument, context.HttpContext.RequestAborted);
            return result.IsValid
                ? await next(context)
                : TypedResults.ValidationProblem(result.Errors
                    .GroupBy(error => CamelCase(error.PropertyName))
                    .ToDictionary(field => field.Key, field => field.Select(e => e.ErrorMessage).ToArray()));
        });

    private static string CamelCase(string path) =>
        string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
