import { error } from '@sveltejs/kit';
import type { Level } from '$lib/core/article/article.ts';
import type { CategoryPageData } from '$lib/content/prerender/list-pages.ts';
import { openPage, readData } from '$lib/ui/dom/page-document.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event): Promise<CategoryPageData & { level: Level }> => {
	if (import.meta.env.SSR) {
		const { levelPage } = await import('$lib/content/prerender/list-pages.ts');
		const { category, level, page } = event.params;
		return (await levelPage(category, level, page)) ?? error(404, 'No such category');
	}
	return readData(await openPage(event));
};
