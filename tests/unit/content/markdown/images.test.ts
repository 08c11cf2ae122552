import { describe, expect, it } from 'vitest';
import { photo } from '../images/sample-images.ts';
import { dotPng, renderFile } from './render-file.ts';

const wide = await photo(1000, 60).png().toBuffer();
const small = await photo(400, 60).png().toBuffer();
const files = { 'wide.png': wide, 'a, b.png': small, 'dot.png': dotPng };

const tags = (html: string, name: string) =>
	[...html.matchAll(new RegExp(`<${name} [^>]*>`, 'g'))].map(([tag]) => tag);

describe('a large image', () => {
	it('is offered in two formats and the widths that its place needs', async () => {
		const { html, assets, variants } = await renderFile('![Wide](wide.png)', files);
		const { hash } = variants[0]!;
		const address = `/x/_app/immutable/img/backend/ids/wide.png.${hash}`;
		const sizes = '(min-width: 72rem) 48rem, (min-width: 64rem) calc(100vw - 24rem), 92vw';
		const source = (type: string) =>
			`<source type="image/${type}" srcset="${address}.768.${type} 768w, ${address}.1000.${type} 1000w" sizes="${sizes}">`;
		expect(html).toBe(
			`<figure class="image"><picture>${source('avif')}${source('webp')}` +
				'<img src="/x/backend/ids/wide.png" width="1000" height="60" alt="Wide" loading="eager" fetchpriority="high" decoding="async">' +
				'</picture></figure>'
		);
		expect(assets).toEqual(['wide.png']);
		expect(variants.map(({ width, format }) => `${width} ${format}`)).toEqual([
			'768 avif',
			'1000 avif',
			'768 webp',
			'1000 webp'
		]);
	});

	it('needs no sizes if there is one width; its address is encoded', async () => {
		const { html } = await renderFile('A ![Small](<a, b.png>) one', files);
		expect(tags(html, 'source')).toEqual(
			['avif', 'webp'].map((type) =>
				expect.stringMatching(
					`^<source type="image/${type}" srcset="/x/_app/immutable/img/backend/ids/a%2C%20b\\.png\\.\\w{12}\\.400\\.${type}">$`
				)
			)
		);
	});

	it('within the text, or with a width, needs less', async () => {
		const within = await renderFile('A ![Wide](wide.png) one', files);
		expect(within.html).toContain('sizes="(min-width: 39rem) 36rem, 92vw"');
		const narrow = await renderFile('<img src="wide.png" alt="Wide" width="200">', files);
		expect(narrow.html).toContain('sizes="(min-width: 218px) 200px, 92vw"');
		expect(narrow.html).toContain('width="200" height="12"');
		expect(narrow.variants.map(({ width }) => width).slice(0, 3)).toEqual([200, 300, 400]);
	});

	it('has the size of what is served, which is no wider than a window', async () => {
		const huge = await photo(5120, 30).png().toBuffer();
		const { html } = await renderFile('![Huge](huge.png)', { 'huge.png': huge });
		expect(html).toContain('width="2560" height="15"');
	});

	it('changes its addresses when it changes', async () => {
		const other = await renderFile('![Wide](wide.png)', {
			'wide.png': await photo(1000, 61).png().toBuffer()
		});
		const { variants } = await renderFile('![Wide](wide.png)', files);
		expect(other.variants[0]!.hash).not.toBe(variants[0]!.hash);
	});
});

describe('images of an article', () => {
	it('after the first are lazy; the first is urgent only before any heading', async () => {
		const { html } = await renderFile('![A](dot.png)\n\n## B ![C](dot.png)', files);
		const [first, second] = tags(html, 'img');
		expect(first).toContain('loading="eager" fetchpriority="high" decoding="async"');
		expect(second).toContain('loading="lazy" decoding="async"');
		const below = await renderFile('## A\n\n![B](dot.png)', files);
		expect(below.html).toContain('loading="eager" decoding="async"');
	});

	it('for one theme are lazy, so that the other theme’s is not fetched', async () => {
		const { html } = await renderFile('![A](dot.png#only-light)\n![A](wide.png#only-dark)', files);
		expect(tags(html, 'img').every((tag) => tag.includes('loading="lazy"'))).toBe(true);
		expect(html).toMatch(/<picture><source [^>]*><source [^>]*><img [^>]*class="only-dark">/);
	});

	it('that are small have no variants', async () => {
		const { html, variants } = await renderFile('![A](dot.png)', files);
		expect(html).not.toContain('<picture>');
		expect(variants).toEqual([]);
	});
});

describe('an image that cannot be shown is a fault', () => {
	const drawing =
		'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">\n<script>alert(1)</script></svg>';
	it.each<[string, string | Buffer, string]>([
		['cut.png', wide.subarray(0, 3000), 'is damaged ('],
		['words.png', 'words', 'is of no known kind, or damaged'],
		['a.svg', drawing, 'is refused for line 2: <script>: scripts do not run in images; remove it']
	])('with its line and the cure: %s', async (name, bytes, problem) => {
		const { faults } = await renderFile(`Words.\n\n![A](${name})`, { [name]: bytes });
		expect(faults).toEqual([
			{
				line: 3,
				column: 1,
				problem: expect.stringContaining(`image "${name}" ${problem}`) as string
			}
		]);
	});
});
