import { levels, type Category, type Level } from '$lib/core/article/article.ts';
import { tagSlug } from '$lib/core/article/tag-slug.ts';
import { listPage, type ListPage } from '$lib/core/filter/list-page.ts';
import type { Scope } from '$lib/core/filter/scope.ts';
import { currentLibrary } from '$lib/content/library/current.ts';

/** The data that all list pages share. */
export interface ListPageData {
	list: ListPage;
	categories: readonly Category[];
}

export interface CategoryPageData extends ListPageData {
	category: Category;
}

async function list(scope: Scope, page: string): Promise<ListPageData> {
	const { cards, categories } = await currentLibrary();
	return { categories, list: listPage(cards, scope, page) };
}

const findCategory = async (slug: string) =>
	(await currentLibrary()).categories.find((category) => category.slug === slug);

/**
 * The data of a list page; `null` if there is no such page.
 * @param page the end of the path: `''` or `page/N`
 */
export const libraryPage = (page: string): Promise<ListPageData> => list({}, page);

export async function categoryPage(slug: string, page: string): Promise<CategoryPageData | null> {
	const category = await findCategory(slug);
	return category ? { category, ...(await list({ category: slug }, page)) } : null;
}

export async function levelPage(
	slug: string,
	name: string,
	page: string
): Promise<(CategoryPageData & { level: Level }) | null> {
	const category = await findCategory(slug);
	const level = levels.find((known) => known.toLowerCase() === name);
	return category && level
		? { category, level, ...(await list({ category: slug, level }, page)) }
		: null;
}

export async function tagPage(
	slug: string,
	page: string
): Promise<(ListPageData & { tag: string }) | null> {
	const { cards } = await currentLibrary();
	const tag = cards.flatMap(({ tags }) => tags).find((known) => tagSlug(known) === slug);
	return tag === undefined ? null : { tag, ...(await list({ tag }, page)) };
}

/** Every tag with the number of its articles, sorted by name. */
export async function tagsPage(): Promise<{ tags: { tag: string; count: number }[] }> {
	const counts = new Map<string, number>();
	for (const { tags } of (await currentLibrary()).cards)
		for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
	return {
		tags: [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([tag, count]) => ({ tag, count }))
	};
}
