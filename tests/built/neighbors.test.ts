import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import type { Site } from './build-sites.ts';
import { fixtureArticle, fixtureSize } from './fixture-library.ts';

const pageOf = (site: Site, path: string) =>
	readFileSync(join(site.folder, path, 'index.html'), 'utf8');

/** The links of the navigation that contains a text, each as “label: URL”. */
function linksOf(html: string, marker: string): string[] {
	const nav = html.split(/<nav[\s>]/).find((part) => part.includes(marker));
	if (!nav) return [];
	return [
		...nav.split('</nav>')[0]!.matchAll(/<a href="([^"]*)"[^>]*>(?:<span[^>]*>([^<]*)<\/span>)?/g)
	].map(([, href, word]) => (word ? `${word}: ${href}` : href!));
}
const neighbors = (html: string) => linksOf(html, 'aria-label="More articles"');

describe('an article of a series', () => {
	const site = inject('features');
	const path = (part: number) => `/web/ledger-${part}/`;

	it('shows its part and its series', () => {
		expect(pageOf(site, path(2)).replace(/<!--.*?-->/g, '')).toContain(
			'Part 2 of 3: A ledger in practice'
		);
		expect(pageOf(site, '/web/long/')).not.toContain('Part ');
	});

	it('links to the previous and the next part', () => {
		expect([1, 2, 3].map((part) => neighbors(pageOf(site, path(part))))).toEqual([
			[`Next part: ${path(2)}`],
			[`Previous part: ${path(1)}`, `Next part: ${path(3)}`],
			[`Previous part: ${path(2)}`]
		]);
	});
});

describe('an article of a category', () => {
	const site = inject('fixture');

	it('links to the next newer and the next older article', () => {
		// Later articles of the fixture are newer; their categories alternate.
		const address = (n: number) => {
			const { category, slug } = fixtureArticle(n);
			return `${site.base}/${category}/${slug}/`;
		};
		const at = (n: number) => neighbors(pageOf(site, address(n).slice(site.base.length)));
		expect(at(30)).toEqual([`Newer: ${address(33)}`, `Older: ${address(27)}`]);
		expect(at(0)).toEqual([`Newer: ${address(3)}`]);
		expect(at(fixtureSize - 1)).toEqual([`Older: ${address(fixtureSize - 4)}`]);
	});
});

describe('related articles', () => {
	const related = (html: string) => linksOf(html, 'id="related"');

	it('are about the same subject', () => {
		const site = inject('fixture');
		const { category, slug } = fixtureArticle(8);
		const links = related(pageOf(site, `${category}/${slug}`));
		expect(links).toHaveLength(3);
		for (const link of links) expect(link).toMatch(/\/queue-\d+\/$/);
	});

	it('are one to three, each once, without the article itself and its neighbors', () => {
		const site = inject('own');
		const slugs = readdirSync(join(site.folder, 'backend'), { withFileTypes: true }).flatMap(
			(entry) => (entry.isDirectory() && entry.name !== 'level' ? [entry.name] : [])
		);
		expect(slugs.length).toBeGreaterThan(8);
		for (const slug of slugs) {
			const html = pageOf(site, `backend/${slug}`);
			const links = related(html);
			expect(links.length, slug).toBeLessThanOrEqual(3);
			expect(links.length, slug).toBeGreaterThan(0);
			expect(new Set(links).size, slug).toBe(links.length);
			const others = [`/backend/${slug}/`, ...neighbors(html).map((link) => link.split(': ')[1]!)];
			for (const other of others) expect(links, slug).not.toContain(other);
		}
	});
});

describe('the link to an article’s source', () => {
	it.each([
		['/web/long/', 'https://git.example/content/web/long.md'],
		['/web/islands/', 'https://git.example/content/web/islands/index.svx']
	])('leads to the file of %s', (path, href) => {
		const html = pageOf(inject('features'), path);
		expect(/<a href="([^"]*)"[^>]*>Edit this page</.exec(html)?.[1]).toBe(href);
	});

	it('is absent if the site has no edit address', () => {
		expect(pageOf(inject('own'), '/backend/nanoid-over-uuid/')).not.toContain('Edit this page');
	});
});
