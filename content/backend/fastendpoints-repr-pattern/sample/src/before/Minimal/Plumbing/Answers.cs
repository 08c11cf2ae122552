namespace Parcels.Api.Plumbing;

public static class Answers
{
    public static IResult Answer(this Outcome outcome) => outcome switch
    {
        Outcome.Done => TypedResults.NoContent(),
        Outcome.TooLate => TypedResults.Problem(Registration.TooLate),
        _ => TypedResults.NotFound(),
    };
}
