import { error } from '@sveltejs/kit';
import { openPage, readBody, readData } from '$lib/ui/dom/page-document.ts';
import type { PageLoad } from './$types';

interface AboutPage {
	title: string;
	description: string;
}

export const load: PageLoad = async (
	event
): Promise<AboutPage & { head: string; html: string; nodes?: DocumentFragment }> => {
	if (import.meta.env.SSR) {
		const { aboutDocument } = await import('$lib/content/prerender/about-document.ts');
		return (await aboutDocument()) ?? error(404, 'This site has no such page');
	}
	const page = await openPage(event);
	return { ...readData<AboutPage>(page), ...readBody(page) };
};
