import { keptArticlesPlace, readMetadata } from '../lib/core/offline/cache-entries.ts';

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

/** Titles of the kept articles by path, saved ones first. */
async function keptArticles(cacheNames: readonly string[]): Promise<Map<string, string>> {
	const titles = new Map<string, string>();
	for (const name of cacheNames) {
		const cache = await caches.open(name);
		for (const request of await cache.keys()) {
			const metadata = readMetadata(await cache.match(request));
			const path = new URL(request.url).pathname;
			if (metadata?.title && !titles.has(path)) titles.set(path, metadata.title);
		}
	}
	return titles;
}

/** The site's offline page with the list of articles that are on the device. */
export async function offlinePage(
	page: Response,
	cacheNames: readonly string[]
): Promise<Response> {
	const articles = await keptArticles(cacheNames).catch(() => new Map<string, string>());
	const items = [...articles].map(
		([path, title]) => `<li><a href="${escaped(path)}">${escaped(title)}</a></li>`
	);
	const list = items.length
		? `<h2>Articles on this device</h2><ul>${items.join('')}</ul>`
		: '<p>No articles on this device yet. Articles you open or save appear here.</p>';
	return new Response(
		(await page.text()).replace(keptArticlesPlace, () => list),
		{
			status: 503,
			statusText: 'Offline',
			headers: { 'Content-Type': 'text/html; charset=utf-8' }
		}
	);
}
