import type { ListPageData } from '../list-pages';
import { openPage, readData } from '../page-document';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event): Promise<ListPageData> => {
	if (import.meta.env.SSR) return (await import('../list-pages')).libraryPage(event.params.page);
	return readData(await openPage(event));
};
