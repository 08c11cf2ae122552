using Asp.Versioning;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Parcels.Api.Contracts;

namespace Parcels.Api.Controllers;

[ApiController, Authorize, ApiVersion(1)]
[Route("v{version:apiVersion}/parcels")]
public sealed class ParcelsController(IParcels parcels, TrackingNumbers numbers) : ControllerBase
{
    #region book
    [HttpPost]
    public async Task<ActionResult<BookedParcel>> Book(
        BookParcelRequest request, CancellationToken cancellation)
    {
        var number = numbers.Next();
        var id = await parcels.BookAsync(
            new(User.Customer(), request.Recipient!, request.Address!, request.WeightGrams, number),
            cancellation);
        return CreatedAtAction(nameof(Get), new { id, version = "1" }, new BookedParcel(id, number));
    }
    #endregion

    [HttpGet("{id:guid}")]
    public async Task<ActionResult<ParcelV1>> Get(Guid id, CancellationToken cancellation) =>
        await parcels.FindAsync(User.Customer(), id, cancellation) is { } parcel
            ? ParcelV1.From(parcel)
            : NotFound();

    [HttpGet]
    public async Task<IEnumerable<ParcelSummary>> List(
        [FromQuery] ListParcelsQuery query, CancellationToken cancellation)
    {
        var found = await parcels.ListAsync(
            User.Customer(), query.Status, query.Take, cancellation);
        return found.Select(ParcelSummary.From);
    }

    [HttpPut("{id:guid}/address")]
    public async Task<IActionResult> ChangeAddress(
        Guid id, ChangeAddressRequest request, CancellationToken cancellation) =>
        Answer(await parcels.ChangeAddressAsync(
            User.Customer(), id, request.Address!, cancellation));

    [HttpPut("{id:guid}/pickup-point")]
    public async Task<IActionResult> Redirect(
        Guid id, RedirectParcelRequest request, CancellationToken cancellation) =>
        Answer(await parcels.RedirectAsync(
            User.Customer(), id, request.PickupPoint!, cancellation));

    [HttpDelete("{id:guid}")]
    public async Task<IActionResult> Cancel(Guid id, CancellationToken cancellation) =>
        Answer(await parcels.CancelAsync(User.Customer(), id, cancellation));

    private IActionResult Answer(Outcome outcome) => outcome switch
    {
        Outcome.Done => NoContent(),
        Outcome.TooLate => Conflict(Registration.TooLate),
        _ => NotFound(),
    };
}
