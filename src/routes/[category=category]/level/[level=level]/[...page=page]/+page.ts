import { error } from '@sveltejs/kit';
import type { Level } from '$lib/article/article';
import type { CategoryPageData } from '../../../../list-pages';
import { openPage, readData } from '../../../../page-document';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event): Promise<CategoryPageData & { level: Level }> => {
	if (import.meta.env.SSR) {
		const { levelPage } = await import('../../../../list-pages');
		const { category, level, page } = event.params;
		return (await levelPage(category, level, page)) ?? error(404, 'No such category');
	}
	return readData(await openPage(event));
};
