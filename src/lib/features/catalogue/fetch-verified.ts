import { base } from '$app/paths';
import type { ArticleCard } from '$lib/core/article/article.ts';
import type { NamedBuild } from '$lib/core/article/named-build.ts';

/**
 * Fetches a file of the build and reads it. A cached copy that is damaged is removed and fetched
 * again; other errors, such as code that did not arrive, are not the file's fault and reject.
 * @param read throws a `SyntaxError` or an `IndexError` if the text is damaged
 * @param cache `no-cache` for a file whose name stays when it changes
 */
export async function fetchVerified<Result>(
	url: string,
	read: (text: string) => Result | Promise<Result>,
	cache?: RequestCache
): Promise<Result> {
	const text = await fetchText(url, cache);
	try {
		return await read(text);
	} catch (error) {
		if (!['SyntaxError', 'IndexError'].includes((error as Error).name)) throw error;
		const { dropFile } = await import('$lib/core/offline/clear-caches.ts');
		await dropFile(`${base}/`, url);
		return read(await fetchText(url, 'reload'));
	}
}

/** Every article's card, newest first. */
export const fetchCards = (url: string): Promise<ArticleCard[]> =>
	fetchVerified(url, (text) => {
		const cards = JSON.parse(text) as ArticleCard[];
		if (!Array.isArray(cards)) throw new SyntaxError('The catalogue is not a list');
		return cards;
	});

/** The build that a file of the site names. */
export const fetchBuild = (file: string): Promise<NamedBuild> =>
	fetchVerified(`${base}/${file}`, (text) => JSON.parse(text) as NamedBuild, 'no-cache');

async function fetchText(url: string, cache?: RequestCache): Promise<string> {
	const response = await fetch(url, { cache });
	if (!response.ok) throw new Error(`${url}: ${response.status}`);
	return response.text();
}
