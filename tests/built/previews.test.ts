import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import type { OfflineList } from '../../src/lib/core/offline/cache-entries.ts';
import { cardFaults } from '../standards/cards.ts';
import { openGraphFaults } from '../standards/open-graph.ts';
import { structuredDataFaults, thingsOf } from '../standards/schema-org.ts';
import { filesOf, isAliasPage } from './files-of.ts';
import { DOMParser } from '../dom-parser.ts';

/** Pages that readers do not share: they show what a device keeps, or that there is nothing. */
const isPrivate = (path: string) => /^(?:404\.html|offline\/|saved\/)/.test(path);

function pagesOf(name: 'own' | 'features' | 'fixture' | 'single' | 'empty') {
	const { folder } = inject(name);
	return filesOf(folder)
		.filter((file) => file.endsWith('.html'))
		.map((file) => relative(folder, file).replaceAll('\\', '/'))
		.filter((path) => !isPrivate(path) && !/\/sample\/.+\/index\.html$/.test(path))
		.filter((path) => !isAliasPage(readFileSync(join(folder, path), 'utf8')));
}

const open = (folder: string, path: string) =>
	new DOMParser().parseFromString(readFileSync(join(folder, path), 'utf8'), 'text/html');

const content = (page: Document, name: string) =>
	page.querySelector(`[property="${name}"]`)?.getAttribute('content');
const canonicalOf = (page: Document) =>
	page.querySelector('link[rel=canonical]')?.getAttribute('href');

/** `width` and `height` are the first fields of a PNG's first chunk. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe.each([
	['own', 'https://offprint.example/'],
	['features', 'https://fixture.example/'],
	['single', 'https://fixture.example/'],
	['empty', 'https://fixture.example/x/y/']
] as const)('every page of the %s site', (name, root) => {
	const { folder } = inject(name);
	const pages = pagesOf(name).map((path) => [path, open(folder, path)] as const);

	it('has its own address as canonical, and a preview that says what the page does', () => {
		for (const [path, page] of pages) {
			const url = root + path.replace(/index\.html$/, '');
			expect(canonicalOf(page), path).toBe(url);
			expect(content(page, 'og:url'), path).toBe(url);
			expect(content(page, 'og:title'), path).toBe(page.querySelector('h1')!.textContent);
			if (!path.includes('/sample/'))
				expect(content(page, 'og:description'), path).toBe(
					page.querySelector('meta[name=description]')!.getAttribute('content')
				);
		}
	});

	it('follows Open Graph, X’s cards and schema.org', () => {
		for (const [path, page] of pages) {
			expect(openGraphFaults(page), path).toEqual([]);
			expect(cardFaults(page), path).toEqual([]);
			expect(structuredDataFaults(page), path).toEqual([]);
			const type = thingsOf(page)[0]?.['@type'];
			const expected = content(page, 'og:type') === 'article' ? 'TechArticle' : listOrAbout(path);
			if (!path.includes('/sample/')) expect(type, path).toBe(expected);
		}
	});

	it('has a preview image of 1200×630 and at most 60 KB, at an address that changes with it', () => {
		for (const [path, page] of pages) {
			const address = new URL(content(page, 'og:image')!);
			const png = readFileSync(
				join(folder, address.href.slice(root.length, -address.search.length))
			);
			const hash = createHash('sha256').update(png).digest('hex');
			expect(address.search, path).toBe(`?v=${hash.slice(0, 8)}`);
			expect(sizeOf(png), path).toEqual([1200, 630]);
			expect(png.length, path).toBeLessThanOrEqual(60_000);
		}
	});
});

const listOrAbout = (path: string) =>
	path === 'about/index.html' ? 'AboutPage' : 'CollectionPage';

describe('the metadata of the fixture, under its base path', () => {
	const { folder } = inject('fixture');
	const root = 'https://fixture.example/x/y/';

	it.each([
		'',
		'page/2/',
		'page/3/',
		'web/',
		'data/level/advanced/',
		'tags/',
		'tags/csharp/',
		'backend/queue-0/'
	])('of /%s names that page', (path) => {
		const page = open(folder, `${path}index.html`);
		expect(canonicalOf(page)).toBe(root + path);
		expect(openGraphFaults(page)).toEqual([]);
		expect(structuredDataFaults(page)).toEqual([]);
		const image = new URL(content(page, 'og:image')!);
		expect(existsSync(join(folder, image.pathname.slice('/x/y/'.length)))).toBe(true);
	});

	it('leads from the library to an article', () => {
		const page = open(folder, 'backend/queue-0/index.html');
		const [article, way] = thingsOf(page);
		expect(article).toMatchObject({
			headline: 'The queue of part 0',
			timeRequired: 'PT1M',
			proficiencyLevel: 'Beginner',
			articleSection: 'Backend'
		});
		expect(way!.itemListElement).toMatchObject([
			{ name: 'Fixture', item: { '@id': root } },
			{ name: 'Backend', item: { '@id': `${root}backend/` } },
			{ name: 'The queue of part 0', item: { '@id': `${root}backend/queue-0/` } }
		]);
	});

	it('is in no page that only shows what a device keeps', () => {
		for (const path of ['404.html', 'offline/index.html', 'saved/index.html']) {
			const page = open(folder, path);
			expect(canonicalOf(page), path).toBeUndefined();
			expect(page.querySelector('meta[property]'), path).toBeNull();
		}
	});
});

describe('preview images', () => {
	it('are kept by no device, neither with the application nor with saved articles', () => {
		const { folder } = inject('own');
		expect(filesOf(folder).filter((file) => file.endsWith('preview.png')).length).toBeGreaterThan(
			2
		);
		const worker = readFileSync(join(folder, 'service-worker.js'), 'utf8');
		const [precache] = worker.split('\n');
		expect(precache).toContain('favicon.svg');
		expect(precache).not.toMatch(/preview\.png|feed\./);
		const offline = JSON.parse(readFileSync(join(folder, 'offline.json'), 'utf8')) as OfflineList;
		const files = Object.values(offline.articles).flatMap((article) => article.files);
		expect(files.filter(({ path }) => path.endsWith('preview.png'))).toEqual([]);
	});
});
