/** Ids that an article's page has of its own in the form that headings' ids have; a test finds them all. */
export const pageIds: readonly string[] = [
	'footnote-label',
	'recent-searches',
	'related',
	'search',
	'sort'
];

/** `true` for an id that footnotes, figures or the page itself have or may have. */
export const isPageId = (id: string) =>
	pageIds.includes(id) ||
	/^(?:fn|fnref|proof|figure-\d+)-/.test(id) ||
	/^(?:article|page)[A-Z]/.test(id);
