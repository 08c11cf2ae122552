import { error } from '@sveltejs/kit';
import type { ArticlePage } from '$lib/article/article-page';
import { openPage, readBody, readData } from '../../page-document';
import type { PageLoad } from './$types';

export const load: PageLoad = async (
	event
): Promise<{ article: ArticlePage; html: string; nodes?: DocumentFragment }> => {
	if (import.meta.env.SSR) {
		const { articleDocument } = await import('./build-article');
		return (await articleDocument(event.params)) ?? error(404, 'No such article');
	}
	const page = await openPage(event);
	return { ...readData<{ article: ArticlePage }>(page), ...readBody(page) };
};
