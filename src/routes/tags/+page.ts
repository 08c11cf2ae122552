import { openPage, readData } from '$lib/ui/dom/page-document.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (
	event
): Promise<{ tags: { tag: string; count: number }[]; head: string }> => {
	if (import.meta.env.SSR) return (await import('$lib/content/prerender/list-pages.ts')).tagsPage();
	return readData(await openPage(event));
};
