/** What a page says of the build that wrote it. */
export interface NamedBuild {
	/** A hash of its input. */
	build: string;
	/** Addresses of the catalogue and of the search index. */
	catalogue: string;
	index: string;
}

/**
 * The file that names the newest build of a bundle, for pages that name none: a `NamedBuild` as JSON. Relative
 * to the base path.
 */
export const buildFile = (bundle: string) => `build.${bundle}.json`;
