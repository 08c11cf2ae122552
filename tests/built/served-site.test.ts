import { createServer, type Server } from 'node:http';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { siteHandler } from '../../src/scripts/site-server.ts';
import { attributeOf, elementsOf } from './page-elements.ts';
import { DOMParser } from '../dom-parser.ts';

const namesOf = (folder: string) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => statSync(join(folder, name)).isFile())
		.map((name) => name.replaceAll('\\', '/'));

const parseXml = (text: string) => new DOMParser().parseFromString(text, 'application/xml');

/** URLs that a page requests or links to. */
function pageLinks(html: string): string[] {
	const elements = elementsOf(html);
	const sets = attributeOf(elements, 'srcset').flatMap((set) =>
		set.split(',').map((candidate) => candidate.trim().split(/\s+/)[0]!)
	);
	return [...['href', 'src', 'poster'].flatMap((name) => attributeOf(elements, name)), ...sets];
}

const textsOf = (document: Document, selector: string) =>
	[...document.querySelectorAll(selector)].map(({ textContent }) => textContent);

function feedLinks(xml: string): string[] {
	const feed = parseXml(xml);
	return [
		...[...feed.querySelectorAll('link')].map((link) => link.getAttribute('href')!),
		...textsOf(feed, 'id'),
		...textsOf(feed, 'content').flatMap(pageLinks)
	];
}

function manifestLinks(json: string): string[] {
	const {
		start_url,
		scope,
		icons,
		shortcuts = [],
		screenshots = []
	} = JSON.parse(json) as {
		start_url: string;
		scope: string;
		icons: { src: string }[];
		shortcuts?: { url: string }[];
		screenshots?: { src: string }[];
	};
	return [
		...[start_url, scope],
		...[...icons, ...screenshots].map(({ src }) => src),
		...shortcuts.map(({ url }) => url)
	];
}

describe.each(['own', 'features', 'fixture'] as const)('the %s site as it is served', (name) => {
	const { folder, base } = inject(name);
	let server: Server;
	let origin: string;

	beforeAll(async () => {
		server = createServer(siteHandler(folder, base));
		await new Promise<void>((listening) => server.listen(0, listening));
		origin = `http://localhost:${(server.address() as AddressInfo).port}`;
	});
	afterAll(() => server.close());

	const read = (file: string) => readFileSync(join(folder, file), 'utf8');

	/** Each URL with a file that contains it. */
	function addresses(): Map<string, string> {
		const found = new Map<string, string>();
		const pages = textsOf(parseXml(read('sitemap.xml')), 'loc');
		const own = new URL(pages[0]!).origin;
		const add = (file: string, links: readonly string[]) => {
			const page = new URL(`${base}/${encodeURI(file).replace(/index\.html$/, '')}`, own);
			for (const link of links) {
				const url = URL.canParse(link, page.href) ? new URL(link, page) : undefined;
				expect(url, `${file}: ${link}`).toBeDefined();
				if (url!.origin === own) found.set(url!.pathname + url!.search, file);
			}
		};
		for (const file of namesOf(folder)) {
			if (file.endsWith('.html')) add(file, pageLinks(read(file)));
			else if (file.endsWith('feed.xml')) add(file, feedLinks(read(file)));
		}
		add('sitemap.xml', pages);
		add('manifest.webmanifest', manifestLinks(read('manifest.webmanifest')));
		return found;
	}

	it('serves every URL in its pages, feeds, sitemap and manifest', async () => {
		const found = [...addresses()];
		expect(found.length).toBeGreaterThan(50);
		const missing: string[] = [];
		for (const [address, file] of found) {
			const { status, redirected } = await fetch(origin + address, { method: 'HEAD' });
			if (status !== 200) missing.push(`${status} ${address} in ${file}`);
			else if (redirected) missing.push(`redirected ${address} in ${file}`);
		}
		expect(missing).toEqual([]);
	}, 120_000);
});
