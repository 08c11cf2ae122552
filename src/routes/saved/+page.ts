import type { Category } from '$lib/core/article/article.ts';
import { openPage, readData } from '$lib/ui/dom/page-document.ts';
import type { PageLoad } from './$types';

/** The categories name the recent views. */
export const load: PageLoad = async (event): Promise<{ categories: readonly Category[] }> => {
	if (!import.meta.env.SSR) return readData(await openPage(event));
	const { currentLibrary } = await import('$lib/content/library/current.ts');
	return { categories: (await currentLibrary()).categories };
};
