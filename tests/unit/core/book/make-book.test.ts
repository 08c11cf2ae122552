import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareArticle } from '../../../../src/lib/core/book/article-page.ts';
import { makeBook } from '../../../../src/lib/core/book/make-book.ts';
import { renderAllMarkdown } from '../../content/markdown/render-file.ts';
import { article, bookOf, pageOf, readXml, unpack } from './fixture-book.ts';

let everything: string;
beforeAll(async () => {
	everything = (await renderAllMarkdown(undefined, { highlight: false })).html;
}, 60_000);

describe('a book', () => {
	it('says what it is in its first bytes', async () => {
		const bytes = makeBook(await bookOf([article('<p>a</p>')]));
		expect(Buffer.from(bytes.subarray(30, 58)).toString()).toBe('mimetypeapplication/epub+zip');
	});

	it('is the same, byte for byte, for the same articles', async () => {
		const make = async () => makeBook(await bookOf([article('<p>a</p>')]));
		expect(await make()).toEqual(await make());
	});

	it('was modified when the last of its articles was', async () => {
		const files = await unpack(
			bookOf([
				article('', { slug: 'a', updated: '2026-05-01' }),
				article('', { slug: 'b', published: '2026-03-01' })
			])
		);
		const opf = readXml(files['package.opf']!);
		expect(opf.querySelector('[property="dcterms:modified"]')!.textContent).toBe(
			'2026-05-01T00:00:00Z'
		);
	});

	it('has its parts, articles and their sections as contents', async () => {
		const one = article('<h2 id="one"><a href="#one">One <code>T</code></a></h2>');
		const files = await unpack(
			bookOf([], {
				parts: [
					{
						slug: 'backend',
						title: 'Backend',
						tagline: 'APIs',
						articles: [await prepareArticle(one, () => Promise.resolve(null))]
					}
				]
			})
		);
		const links = [...readXml(files['nav.xhtml']!).querySelectorAll('nav a')];
		expect(links.map((link) => [link.getAttribute('href'), link.textContent])).toEqual([
			['backend.xhtml', 'Backend'],
			['backend_ids.xhtml', 'IDs & more'],
			['backend_ids.xhtml#one', 'One T']
		]);
		expect(readXml(files['backend.xhtml']!).querySelector('h1')!.textContent).toBe('Backend');
	});

	it('lists every file, and every page in reading order', async () => {
		const files = await unpack(bookOf([article(everything)]));
		const opf = readXml(files['package.opf']!);
		const listed = [...opf.querySelectorAll('item')].map((item) => item.getAttribute('href'));
		expect(listed.sort()).toEqual(
			Object.keys(files)
				.filter((name) => !/^(?:mimetype|META-INF|package)/.test(name))
				.sort()
		);
		const byId = new Map(
			[...opf.querySelectorAll('item')].map((item) => [item.id, item.getAttribute('href')])
		);
		expect(
			[...opf.querySelectorAll('itemref')].map((ref) => byId.get(ref.getAttribute('idref')!))
		).toEqual(['cover.xhtml', 'nav.xhtml', 'backend_ids.xhtml']);
	});

	it('in a language from right to left is turned from right to left', async () => {
		const files = await unpack(bookOf([article('<p>a</p>')], { language: 'ar' }));
		expect(files['package.opf']).toContain('<spine page-progression-direction="rtl">');
		expect(files['backend_ids.xhtml']).toContain('lang="ar" xml:lang="ar" dir="rtl"');
		expect(files['cover.svg']).toContain('direction="rtl"');
	});
});

describe('any Markdown', () => {
	let blocks: string[];
	beforeAll(() => {
		blocks = everything.split(/\n(?=<)/);
	});

	it('is well-formed XHTML, in any order and cut anywhere', async () => {
		await fc.assert(
			fc.asyncProperty(fc.shuffledSubarray(blocks, { minLength: 1 }), async (some) => {
				const page = readXml(await pageOf(some.join('\n')));
				const ids = [...page.querySelectorAll('[id]')].map(({ id }) => id);
				expect(new Set(ids).size).toBe(ids.length);
				for (const id of ids) expect(id).toMatch(/^[A-Za-z_][\w.-]*$/);
				for (const link of page.querySelectorAll('a[href^="#"]'))
					expect(ids).toContain(link.getAttribute('href')!.slice(1));
			}),
			{ numRuns: 15 }
		);
	});

	it('has no attribute of the page and nothing that runs', async () => {
		const page = readXml(await pageOf(blocks.join('\n')));
		for (const { attributes } of page.querySelectorAll('section *'))
			for (const { name } of attributes)
				expect(name).not.toMatch(/^(?:tabindex|data-|aria-|on|loading|decoding|align)/);
		expect(page.querySelector('svg, input, button, script, form')).toBeNull();
	});
});
