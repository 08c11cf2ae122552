using Asp.Versioning;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Parcels.Api.Contracts;

namespace Parcels.Api.Controllers;

[ApiController, Authorize, ApiVersion(2)]
[Route("v{version:apiVersion}/parcels")]
public sealed class ParcelsV2Controller(IParcels parcels) : ControllerBase
{
    [HttpGet("{id:guid}")]
    public async Task<ActionResult<ParcelV2>> Get(Guid id, CancellationToken cancellation) =>
        await parcels.FindAsync(User.Customer(), id, cancellation) is { } parcel
            ? ParcelV2.From(parcel)
            : NotFound();
}
