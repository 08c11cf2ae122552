import { readFileSync, statSync, existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import type { Section } from '../../src/lib/core/article/article.ts';
import { keptArticlesPlace } from '../../src/lib/core/offline/cache-entries.ts';
import type { Site } from './build-sites.ts';
import { filesOf, isAliasPage } from './files-of.ts';
import { fixtureArticle, fixtureSize } from './fixture-library.ts';
import { attributeOf, elementsOf } from './page-elements.ts';

/** What is checked in every page; whole documents would take gigabytes. */
function readPage(path: string) {
	const html = readFileSync(path, 'utf8');
	const elements = elementsOf(html);
	const [ids, links, sources] = ['id', 'href', 'src'].map((name) => attributeOf(elements, name));
	const count = (name: string) => elements.filter(({ tagName }) => tagName === name).length;
	return {
		html,
		ids: ids!,
		links: links!,
		sources: sources!,
		mains: count('main'),
		titles: count('h1')
	};
}

/** The file that a link of a built site leads to. */
function target(site: Site, href: string): string | null {
	const path = decodeURIComponent(href.slice(site.base.length));
	const file = join(site.folder, path.endsWith('/') ? `${path}index.html` : path);
	return existsSync(file) && statSync(file).isFile() ? file : null;
}

describe.each(['own', 'fixture', 'features', 'empty', 'single'] as const)('the %s site', (name) => {
	const site = inject(name);
	const files = filesOf(site.folder);
	const pages = new Map(
		files.filter((path) => path.endsWith('.html')).map((path) => [path, readPage(path)])
	);

	it('has the element in its offline page where the worker lists kept articles', () => {
		const { html } = pages.get(join(site.folder, 'offline/index.html'))!;
		expect(html.split(keptArticlesPlace)).toHaveLength(2);
	});

	it('has no broken link and no broken anchor', () => {
		const ids = new Map([...pages].map(([path, page]) => [path, new Set(page.ids)]));
		const dead: string[] = [];
		for (const [path, { links, sources }] of pages)
			for (const link of [...links, ...sources]) {
				if (/^[a-z][a-z+.-]*:/i.test(link)) continue;
				const [address = '', anchor] = link.split('#');
				const file = address ? target(site, address.split('?')[0]!) : path;
				const found =
					file && (!anchor || !ids.has(file) || ids.get(file)!.has(decodeURIComponent(anchor)));
				if (!found) dead.push(`${relative(site.folder, path)}: ${link}`);
			}
		expect([...new Set(dead)]).toEqual([]);
	});

	it('has one main, one h1, a language, a title, and “Skip to content” first', () => {
		for (const [path, { html, ids, mains, titles }] of pages) {
			if (isAliasPage(html)) continue;
			const where = relative(site.folder, path);
			expect([mains, titles], where).toEqual([1, 1]);
			expect(html, where).toContain(`<html lang="${name === 'single' ? 'ar' : 'en'}"`);
			expect(html, where).toMatch(/<title>[^<]+<\/title>/);
			expect(/<a [^>]*>([^<]*)<\/a>/.exec(html)![1], where).toBe('Skip to content');
			expect(new Set(ids).size, where).toBe(ids.length);
		}
	});

	it('allows no inline script beyond its hashes, and no style attribute', () => {
		for (const [path, { html }] of pages) {
			const where = relative(site.folder, path);
			expect(html, where).toContain('http-equiv="content-security-policy"');
			expect(html, where).not.toContain('unsafe-inline');
			expect(html, where).not.toMatch(/<[^>]+\sstyle="/);
			expect(html, where).not.toMatch(/<style[\s>]/);
		}
	});

	it('requests nothing from other sites', () => {
		for (const [path, { sources }] of pages)
			expect(
				sources.filter((src) => /^(https?:)?\/\//.test(src)),
				path
			).toEqual([]);
	});

	it('has its standard files', () => {
		for (const file of [
			'404.html',
			'index.html',
			'tags/index.html',
			'robots.txt',
			'sitemap.xml',
			'opensearch.xml'
		])
			expect(existsSync(join(site.folder, file)), file).toBe(true);
	});
});

describe('one article is one file', () => {
	const site = inject('fixture');
	const files = filesOf(site.folder);
	const marker = (n: number) => `HandleAsync${n}`;

	it('for every article', () => {
		for (let n = 0; n < fixtureSize; n++) {
			const { category, slug, title } = fixtureArticle(n);
			const html = readFileSync(join(site.folder, category, slug, 'index.html'), 'utf8');
			expect(html).toContain(`<h1 id="articleTitle"`);
			expect(html).toContain(title);
			expect(html.split(marker(n))).toHaveLength(2);
		}
	});

	it('and its text is in no script, no other data file and no other page', () => {
		expect(files.filter((path) => path.endsWith('__data.json'))).toEqual([]);
		const marked = files.filter(
			(path) =>
				// Feeds are for programs that read whole articles without a page.
				/\.(html|js|json|txt)$/.test(path) &&
				!path.endsWith('feed.json') &&
				readFileSync(path, 'utf8').includes('HandleAsync')
		);
		const pages = new Set(
			Array.from({ length: fixtureSize }, (_, n) => {
				const { category, slug } = fixtureArticle(n);
				const place = join(site.folder, category, slug);
				return [join(place, 'index.html'), `${place}.json`];
			}).flat()
		);
		expect(marked.filter((path) => !pages.has(path))).toEqual([]);
	});

	it('and the script does not grow with the library', () => {
		const script = (name: 'fixture' | 'single') =>
			filesOf(join(inject(name).folder, '_app'))
				.filter((path) => path.endsWith('.js'))
				.reduce((sum, path) => sum + statSync(path).size, 0);
		expect(Math.abs(script('fixture') - script('single'))).toBeLessThan(1000);
	});
});

describe('next to an article', () => {
	it('are its sections as plain text, each with the id of its heading', () => {
		const { folder } = inject('fixture');
		const { category, slug } = fixtureArticle(7);
		const path = join(folder, category, slug);
		const sections = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Section[];
		const ids = attributeOf(elementsOf(readFileSync(join(path, 'index.html'), 'utf8')), 'id');
		expect(sections.map(({ heading }) => heading)).toEqual(['Opening', 'Part 7 in code']);
		for (const { id } of sections) expect(ids).toContain(id);
		expect(sections[0]!.prose).toContain('takes one step more');
		expect(sections[1]!.code).toContain('Task<List<T>> HandleAsync7<T>(');
		expect(sections[1]!.prose).not.toContain('HandleAsync7');
	});
});

describe('an unpublished article', () => {
	it('is in no page, index or catalogue', () => {
		const { folder } = inject('fixture');
		for (const path of filesOf(folder)) {
			expect(path).not.toMatch(/unfinished|next-century/);
			expect(/xylophon|unfinished|next-century/i.test(readFileSync(path, 'latin1')), path).toBe(
				false
			);
		}
	});
});

describe.each(['own', 'fixture'] as const)('the %s site before any script', (name) => {
	const site = inject(name);

	it('links in every page the styles of everything on it', () => {
		for (const path of filesOf(site.folder).filter((file) => file.endsWith('.html'))) {
			const html = readFileSync(path, 'utf8');
			const styles = [...html.matchAll(/<link[^>]*href="([^"]+\.css)"/g)]
				.map(([, href]) => readFileSync(target(site, href!)!, 'utf8'))
				.join('');
			// Scoped classes, as `cssHash` in svelte.config.js names them; text may look like one.
			const classes = new Set(
				[...html.matchAll(/<[^<>]*\sclass="([^"]*)"/g)]
					.flatMap(([, names]) => names!.split(' '))
					.filter((name) => /^s(?=.*\d)[a-z0-9]{4}$/.test(name))
			);
			const missing = [...classes].filter((found) => !styles.includes(found));
			expect(missing, relative(site.folder, path)).toEqual([]);
		}
	});
});
