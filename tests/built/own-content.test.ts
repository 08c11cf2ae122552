import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { goldenReport } from '../../src/scripts/golden-report.ts';
import { openLibrary, type Library } from '../../src/lib/content/library/library.ts';
import { loadSearchEngine } from '../../src/lib/core/search/ranking/engine.ts';
import { findGoldenMisses } from '../../src/lib/core/search/ranking/golden.ts';
import type { Site } from './build-sites.ts';
import { filesOf } from './files-of.ts';

let library: Library;

beforeAll(async () => {
	library = await openLibrary({ content: 'content', base: '', checkOnly: true });
});

describe('the built index', () => {
	const indexes = filesOf(inject('own').folder).filter((path) =>
		/\/index\.[\w-]+\.json$/.test(path)
	);
	const load = () => loadSearchEngine(readFileSync(indexes[0]!, 'utf8'));

	it('is one hashed file and finds every article by its title', async () => {
		expect(indexes).toHaveLength(1);
		const engine = await load();
		for (const { category, slug, title } of library.articles)
			expect(engine.search(title)[0]?.id, title).toBe(`${category}/${slug}`);
	});

	it('answers every golden query', async () => {
		const { golden } = library;
		expect(golden.length).toBeGreaterThanOrEqual(40);
		const misses = findGoldenMisses(await load(), golden);
		expect(misses, goldenReport(misses, 'content/golden.yaml')).toEqual([]);
	});
});

describe('our own content', () => {
	it('opens its category with heading, tagline and count', () => {
		const html = readFileSync(join(inject('own').folder, 'backend/index.html'), 'utf8');
		const count = html.match(/<article[\s>]/g)!.length;
		expect(html).toContain('Backend Articles</h1>');
		expect(html).toContain('.NET, APIs, and server-side');
		expect(html).toContain(`Explore ${count} article${count === 1 ? '' : 's'} in this category.`);
	});

	it('shows “Code verified” for every sample', () => {
		for (const { category, slug, verified, file } of library.articles) {
			const html = readFileSync(join(inject('own').folder, category, slug, 'index.html'), 'utf8');
			if (existsSync(join(file, '../sample'))) expect(verified, file).toBeDefined();
			expect(html.includes('Code verified')).toBe(verified !== undefined);
		}
	});
});

describe('the page about the site', () => {
	const read = (site: Site, path: string) => readFileSync(join(site.folder, path), 'utf8');

	it('is linked from every page, in the sitemap, and installed', () => {
		const own = inject('own');
		const page = read(own, 'about/index.html');
		expect(page).toContain('About Offprint</h1>');
		expect(page).toContain('"@type":"AboutPage"');
		for (const path of ['index.html', '404.html', 'backend/index.html'])
			expect(read(own, path), path).toMatch(/<a href="\/about\/"[^>]*>About Offprint<\/a>/);
		expect(read(own, 'sitemap.xml')).toContain('/about/</loc>');
		expect(read(own, 'service-worker.js')).toContain('"url":"about/"');
	});

	it('is nowhere without an about.md', () => {
		const { folder } = inject('single');
		expect(existsSync(join(folder, 'about'))).toBe(false);
		expect(read(inject('single'), 'index.html')).not.toContain('/about/');
	});
});
