/** A series by its name as a reader reads it: its slug is all the name that it has. */
export const seriesTitle = (slug: string): string =>
	(slug.charAt(0).toUpperCase() + slug.slice(1)).replaceAll('-', ' ');
