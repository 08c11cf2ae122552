/** A file name that says what is in the book. */
export const bookFileName = (title: string): string =>
	`${
		title
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
			.replace(/^-|-$/g, '')
			.slice(0, 60) || 'articles'
	}.epub`;
