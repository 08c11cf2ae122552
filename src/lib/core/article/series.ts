/** The title of a series, derived from its slug. */
export const seriesTitle = (slug: string): string =>
	(slug.charAt(0).toUpperCase() + slug.slice(1)).replaceAll('-', ' ');
