import { currentLibrary } from '$lib/content/library/current.ts';

// The parameters of every page that a route has, for SvelteKit's prerendering.

export const categoryEntries = async (): Promise<{ category: string }[]> =>
	(await currentLibrary()).categories.map(({ slug }) => ({ category: slug }));

export const articleEntries = async (): Promise<{ category: string; slug: string }[]> =>
	(await currentLibrary()).articles.map(({ category, slug }) => ({ category, slug }));
