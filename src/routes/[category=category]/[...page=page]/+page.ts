import { error } from '@sveltejs/kit';
import type { CategoryPageData } from '../../list-pages';
import { openPage, readData } from '../../page-document';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event): Promise<CategoryPageData> => {
	if (import.meta.env.SSR) {
		const { categoryPage } = await import('../../list-pages');
		return (
			(await categoryPage(event.params.category, event.params.page)) ??
			error(404, 'No such category')
		);
	}
	return readData(await openPage(event));
};
