import { levels, type Category, type Level } from '$lib/core/article/article.ts';
import { tagSlug } from '$lib/core/article/tag-slug.ts';
import { listPage, type ListPage } from '$lib/core/filter/list-page.ts';
import type { Scope } from '$lib/core/filter/scope.ts';
import { categoryHead, libraryHead, tagHead, tagsHead } from './head/page-heads.ts';
import { currentLibrary } from '$lib/content/library/current.ts';
import type { BookLink } from '$lib/core/book/book.ts';
import { bookLink } from './books.ts';

/** The data that all list pages share. */
export interface ListPageData {
	list: ListPage;
	categories: readonly Category[];
	/** See `head/head-tags.ts`. */
	head: string;
	/** The same articles as a book; not during development, which would bind it after each edit. */
	book?: BookLink | null;
}

export interface CategoryPageData extends ListPageData {
	category: Category;
}

async function list(scope: Scope, page: string): Promise<Omit<ListPageData, 'head'>> {
	const { cards, categories } = await currentLibrary();
	return { categories, list: listPage(cards, scope, page) };
}

const findCategory = async (slug: string) =>
	(await currentLibrary()).categories.find((category) => category.slug === slug);

/**
 * The data of a list page; `null` if there is no such page.
 * @param page the end of the path: `''` or `page/N`
 */
export const libraryPage = async (page: string): Promise<ListPageData> => ({
	...(await list({}, page)),
	head: await libraryHead(page),
	book: import.meta.env.DEV ? null : await bookLink()
});

export async function categoryPage(slug: string, page: string): Promise<CategoryPageData | null> {
	const category = await findCategory(slug);
	if (!category) return null;
	const head = await categoryHead(category, page);
	const book = import.meta.env.DEV ? null : await bookLink(slug);
	return { category, ...(await list({ category: slug }, page)), head, book };
}

export async function levelPage(
	slug: string,
	name: string,
	page: string
): Promise<(CategoryPageData & { level: Level }) | null> {
	const category = await findCategory(slug);
	const level = levels.find((known) => known.toLowerCase() === name);
	if (!category || !level) return null;
	const head = await categoryHead(category, page, level);
	return { category, level, ...(await list({ category: slug, level }, page)), head };
}

export async function tagPage(
	slug: string,
	page: string
): Promise<(ListPageData & { tag: string }) | null> {
	const { cards } = await currentLibrary();
	const tag = cards.flatMap(({ tags }) => tags).find((known) => tagSlug(known) === slug);
	if (tag === undefined) return null;
	const data = await list({ tag }, page);
	return { tag, ...data, head: await tagHead(tag, data.list.total, page) };
}

/** Every tag with the number of its articles, sorted by name. */
export async function tagsPage(): Promise<{
	tags: { tag: string; count: number }[];
	head: string;
}> {
	const counts = new Map<string, number>();
	for (const { tags } of (await currentLibrary()).cards)
		for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
	return {
		head: await tagsHead(),
		tags: [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([tag, count]) => ({ tag, count }))
	};
}
