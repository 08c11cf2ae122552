import { error } from '@sveltejs/kit';
import type { ArticlePage } from '$lib/core/article/article-page.ts';
import { openPage, readBody, readData } from '$lib/ui/dom/page-document.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (
	event
): Promise<{ article: ArticlePage; head: string; html: string; nodes?: DocumentFragment }> => {
	if (import.meta.env.SSR) {
		const { articleDocument } = await import('$lib/content/prerender/article-document.ts');
		return (await articleDocument(event.params)) ?? error(404, 'No such article');
	}
	const page = await openPage(event);
	return { ...readData<{ article: ArticlePage }>(page), ...readBody(page) };
};
