import type { Category } from '../article/article.ts';
import type { Criteria } from './criteria.ts';
import { timeName } from './choice-names.ts';

/** What selects the articles of a view. */
export interface ViewSelection {
	criteria: Criteria;
	/** Only articles that are saved on this device. */
	onlySaved: boolean;
	categories: readonly Category[];
}

/** What selects the articles of a view, in words: `“outbox”, Backend, Advanced`. */
export function viewTitle({ criteria, onlySaved, categories }: ViewSelection): string {
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
