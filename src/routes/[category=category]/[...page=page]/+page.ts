import { error } from '@sveltejs/kit';
import type { CategoryPageData } from '$lib/content/prerender/list-pages.ts';
import { openPage, readData } from '$lib/ui/dom/page-document.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event): Promise<CategoryPageData> => {
	if (import.meta.env.SSR) {
		const { categoryPage } = await import('$lib/content/prerender/list-pages.ts');
		return (
			(await categoryPage(event.params.category, event.params.page)) ??
			error(404, 'No such category')
		);
	}
	return readData(await openPage(event));
};
