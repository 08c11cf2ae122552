/** Ids of the article's page that look like ids of headings. A test checks that the list is complete. */
export const pageIds: readonly string[] = [
	'footnote-label',
	'recent-searches',
	'related',
	'search',
	'sort'
];

/** `true` for ids that are reserved for footnotes, figures and the page. */
export const isPageId = (id: string) =>
	pageIds.includes(id) ||
	/^(?:fn|fnref|proof|figure-\d+)-/.test(id) ||
	/^(?:article|page)[A-Z]/.test(id);
