/** In UTF-16 units; the rest of a longer query is dropped. */
export const maxQueryLength = 500;

/** Returns one line of well-formed text: control characters and white space become single spaces. */
export const normalizeQuery = (text: string): string =>
	text
		.slice(0, maxQueryLength)
		.toWellFormed()
		.replace(/[\p{Cc}\s]+/gu, ' ')
		.trim();

/** The query in the parameters of a URL; `''` if there is none. */
export const queryOf = (parameters: URLSearchParams): string =>
	normalizeQuery(parameters.getAll('q').find((text) => text.trim()) ?? '');

/** Path and query of the library's view for a query alone: `viewUrl` without the other criteria. */
export const searchUrl = (q: string): string => (q ? `/?${new URLSearchParams({ q })}` : '/');
