import { error } from '@sveltejs/kit';
import type { SamplePage } from '$lib/core/article/sample-page.ts';
import { openPage, readBody, readData } from '$lib/ui/dom/page-document.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (
	event
): Promise<{ sample: SamplePage; head: string; html: string; nodes?: DocumentFragment }> => {
	if (import.meta.env.SSR) {
		const { sampleDocument } = await import('$lib/content/prerender/sample-document.ts');
		return (await sampleDocument(event.params)) ?? error(404, 'No such sample');
	}
	const page = await openPage(event);
	return { ...readData<{ sample: SamplePage }>(page), ...readBody(page) };
};
