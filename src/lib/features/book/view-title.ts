import { timeName } from '$lib/core/filter/names.ts';
import type { ListView } from './list-view.ts';

/** What selects the articles of a view, in words: `“outbox”, Backend, Advanced`. */
export function viewTitle({ criteria, onlySaved, categories }: Omit<ListView, 'cards' | 'scope'>) {
	const titles = new Map(categories.map(({ slug, title }) => [slug, title]));
	return [
		...(onlySaved ? ['Saved articles'] : []),
		...(criteria.q ? [`“${criteria.q}”`] : []),
		...criteria.categories.map((slug) => titles.get(slug) ?? slug),
		...criteria.levels,
		...(criteria.time ? [timeName(criteria.time)] : []),
		...criteria.tags
	].join(', ');
}

/** A file name that says what is in the book. */
export const bookFileName = (title: string): string =>
	`${
		title
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
			.replace(/^-|-$/g, '')
			.slice(0, 60) || 'articles'
	}.epub`;
