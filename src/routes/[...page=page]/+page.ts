import type { ListPageData } from '$lib/library/pages';
import { openPage, readData } from '../page-document';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, url, fetch }): Promise<ListPageData> => {
	if (import.meta.env.SSR) return (await import('$lib/library/pages')).libraryPage(params.page);
	return readData(await openPage(url, fetch));
};
