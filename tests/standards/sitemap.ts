import { formats } from './formats.ts';

/** W3C's note on date and time, as far as days and full times. */
const lastmod = (value: string) => formats.date(value) || formats.dateTime(value);

/**
 * What breaks the rules of https://www.sitemaps.org/protocol.html: “XML tag definitions”, “Entity
 * escaping”, “Using Sitemap index files” and “Sitemap file location”.
 * @param location absolute address of the sitemap
 */
export function sitemapFaults(source: string, sitemap: Document, location: string): string[] {
	const below = location.slice(0, location.lastIndexOf('/') + 1);
	const urls = [...sitemap.documentElement.children];
	const faults: string[] = [];
	const must = (holds: boolean, fault: string) => {
		if (!holds) faults.push(fault);
	};
	must(
		sitemap.documentElement.localName === 'urlset' &&
			sitemap.documentElement.namespaceURI === 'http://www.sitemaps.org/schemas/sitemap/0.9',
		'the root is no urlset of the protocol'
	);
	must(/^(?:\ufeff)?<\?xml[^>]*encoding="UTF-8"/i.test(source), 'is not declared as UTF-8');
	must(urls.length <= 50_000, `has ${urls.length} URLs`);
	must(Buffer.byteLength(source) <= 52_428_800, 'has more than 50 MB');
	const seen = new Set<string>();
	for (const url of urls) {
		must(url.localName === 'url', `has a ${url.localName}`);
		const locs = [...url.children].filter(({ localName }) => localName === 'loc');
		const loc = locs[0]?.textContent ?? '';
		must(locs.length === 1 && formats.url(loc), `${loc} is no single loc`);
		must(loc.length < 2048, `${loc} is too long`);
		must(loc.startsWith(below), `${loc} is not below the sitemap`);
		must(!seen.has(loc), `${loc} is there twice`);
		seen.add(loc);
		for (const { localName, textContent } of url.children) {
			must(['loc', 'lastmod', 'changefreq', 'priority'].includes(localName), `has a ${localName}`);
			if (localName === 'lastmod') must(lastmod(textContent), `${loc} has lastmod ${textContent}`);
		}
	}
	return faults;
}
