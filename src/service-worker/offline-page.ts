import { readFacts } from '../lib/core/offline/cache-entries.ts';

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

/** Titles and addresses of the kept articles, saved ones first, each once. */
async function keptArticles(cacheNames: readonly string[]): Promise<Map<string, string>> {
	const titles = new Map<string, string>();
	for (const name of cacheNames) {
		const cache = await caches.open(name);
		for (const request of await cache.keys()) {
			const facts = readFacts(await cache.match(request));
			const path = new URL(request.url).pathname;
			if (facts?.title && !titles.has(path)) titles.set(path, facts.title);
		}
	}
	return titles;
}

/** The place in the prerendered page where the list of what is kept stands. */
const place = '<ul id="keptArticles"></ul>';

/** The site's own page for what is not kept, with what is. */
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
		: '<p>No article is kept on this device yet. Those you read or save are.</p>';
	return new Response(
		(await page.text()).replace(place, () => list),
		{
			status: 503,
			statusText: 'Offline',
			headers: { 'Content-Type': 'text/html; charset=utf-8' }
		}
	);
}
