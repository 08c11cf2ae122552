import { levels } from '../lib/core/article/article.ts';
import { decodePath } from '../lib/core/article/canonical-path.ts';

/**
 * The URL of an installed list page, filtered to show the same list as a tag page, a later page, or a list
 * page that is not installed because the library is large.
 * @param parts of the path of a page that is not installed
 */
export function installedView(
	parts: readonly string[],
	search: string,
	{ scope, precached }: { scope: string; precached: ReadonlySet<string> }
): string | null {
	const end = parts.indexOf('page');
	const list = end < 0 ? parts : parts.slice(0, end);
	const [first, second, third] = list;
	const query = new URLSearchParams(search);
	const libraryView = () => `${scope}?${query}`;
	if (first === 'tags') {
		if (!second) return null;
		query.append('tag', decodePath(second));
		return libraryView();
	}
	if (first && !hasListPages(precached)) {
		query.append('category', first);
		if (list.length === 1) return libraryView();
		const level = levels.find((name) => name.toLowerCase() === third);
		if (list.length !== 3 || second !== 'level' || !level) return null;
		query.append('level', level);
		return libraryView();
	}
	return end < 0 ? null : `${scope}${list.map((part) => `${part}/`).join('')}${search}`;
}

/** Whether the pages of categories and their levels are installed: `scripts/build/offline-files.ts` decides that. */
const hasListPages = (precached: ReadonlySet<string>) =>
	[...precached].some((path) => path.includes('/level/'));
