import { error } from '@sveltejs/kit';
import type { ListPageData } from '$lib/content/prerender/list-pages.ts';
import { openPage, readData } from '$lib/ui/dom/page-document.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event): Promise<ListPageData & { tag: string }> => {
	if (import.meta.env.SSR) {
		const { tagPage } = await import('$lib/content/prerender/list-pages.ts');
		return (await tagPage(event.params.tag, event.params.page)) ?? error(404, 'No such tag');
	}
	return readData(await openPage(event));
};
