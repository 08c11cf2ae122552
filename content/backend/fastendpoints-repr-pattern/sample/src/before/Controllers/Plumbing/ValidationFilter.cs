using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Parcels.Api.Plumbing;

/// <summary>Runs the validator of each argument that has one.</summary>
public sealed class ValidationFilter(IServiceProvider services, ProblemDetailsFactory problems)
    : IAsyncActionFilter
{
    public async Task OnActionExecutionAsync(
        ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var errors = new ModelStateDictionary();
        foreach (var argument in context.ActionArguments.Values.OfType<object>())
        {
            var type = typeof(IValidator<>).MakeGenericType(argument.GetType());
            if (services.GetService(type) is not IValidator validator)
                continue;
            var result = await validator.ValidateAsync(
                new ValidationContext<object>(argument), context.HttpContext.RequestAborted);
            foreach (var error in result.Errors)
                errors.AddModelError(CamelCase(error.PropertyName), error.ErrorMessage);
        }
        if (errors.IsValid)
            await next();
        else
            context.Result = new BadRequestObjectResult(
                problems.CreateValidationProblemDetails(context.HttpContext, errors));
    }

    private static string CamelCase(string path) =>
        string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
