import { base } from '$app/paths';
import type { ArticleCard } from '$lib/core/article/article.ts';

/**
 * Fetches a file of the build and reads it. A cached copy that is damaged is removed and fetched
 * again; other errors, such as code that did not arrive, are not the file's fault and reject.
 * @param read throws a `SyntaxError` or an `IndexError` if the text is damaged
 */
export async function fetchVerified<Result>(
	url: string,
	read: (text: string) => Result | Promise<Result>
): Promise<Result> {
	const text = await fetchText(url);
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

async function fetchText(url: string, cache?: RequestCache): Promise<string> {
	const response = await fetch(url, { cache });
	if (!response.ok) throw new Error(`${url}: ${response.status}`);
	return response.text();
}
