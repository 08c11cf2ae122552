import { openPage, readData } from '../page-document';
import type { PageLoad } from './$types';

export const load: PageLoad = async (
	event
): Promise<{ tags: { tag: string; count: number }[] }> => {
	if (import.meta.env.SSR) return (await import('../list-pages')).tagsPage();
	return readData(await openPage(event));
};
