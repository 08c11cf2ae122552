import type { ListPageData } from '$lib/content/prerender/list-pages.ts';
import { openPage, readData } from '$lib/ui/dom/page-document.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event): Promise<ListPageData> => {
	if (import.meta.env.SSR)
		return (await import('$lib/content/prerender/list-pages.ts')).libraryPage(event.params.page);
	return readData(await openPage(event));
};
