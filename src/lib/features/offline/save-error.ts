/** Why an article could not be saved. */
export type SaveFailure =
	/** The server did not respond, or responded with an error. */
	| 'network'
	/** The file differs from the build's list: a deployment in progress, or a captive portal. */
	| 'mismatch'
	/** The storage quota is used up. */
	| 'full'
	/** The browser does not let the site store anything. */
	| 'blocked';

export class SaveError extends Error {
	override name = 'SaveError';
	readonly reason: SaveFailure;

	constructor(reason: SaveFailure, options?: ErrorOptions) {
		super(reason, options);
		this.reason = reason;
	}
}
