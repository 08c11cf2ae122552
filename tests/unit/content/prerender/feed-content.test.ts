import { fromHtml } from 'hast-util-from-html';
import { describe, expect, it } from 'vitest';
import { feedContent } from '../../../../src/lib/content/prerender/feed-content.ts';
import { diagramFilesOf } from '../../../../src/lib/content/prerender/feed-diagrams.ts';
import { photo } from '../images/sample-images.ts';
import { dotPng, recordOf, renderAllMarkdown, renderFile } from '../markdown/render-file.ts';

const page = 'https://a.example/x/backend/ids/';
const feed = async (markdown: string, files: Record<string, string | Buffer> = {}) =>
	feedContent((await renderFile(markdown, files)).html, page);

describe('an article in a feed', () => {
	it('has absolute links and images', () => {
		const html = feedContent(
			'<a href="#one">1</a><a href="/x/tags/csharp/">2</a><a href="https://b.example/?q">3</a><img src="/x/backend/ids/a.png"><a href="http://[">4</a>',
			page
		);
		expect([...html.matchAll(/(?:href|src)="(.*?)"/g)].map(([, url]) => url)).toEqual([
			`${page}#one`,
			'https://a.example/x/tags/csharp/',
			'https://b.example/?q',
			`${page}a.png`,
			'http://['
		]);
	});

	it('shows a diagram as an image with a text alternative', async () => {
		const { html } = await renderFile(
			'```mermaid alt="A cart leads to a receipt" caption="Two steps"\nflowchart LR\n  Cart -->|paid| Receipt\n```'
		);
		const [diagram] = diagramFilesOf(html);
		expect(feedContent(html, page)).toMatch(
			new RegExp(
				`^<figure><img src="${page}${diagram!.name}" alt="A cart leads to a receipt" width="\\d+" height="\\d+" /><figcaption>Two steps</figcaption></figure>$`
			)
		);
	});

	it('has headings without links to themselves', async () => {
		expect(await feed('## One `two`\n\n## A [link](https://b.example/)')).toBe(
			'<h2>One <code>two</code></h2>\n<h2>A <a href="https://b.example/">link</a></h2>'
		);
	});

	it('has no proof marks', async () => {
		const record = recordOf({ 'T.Locks': 'passed' });
		expect(await feed('It locks.[](proof:Locks)', { 'sample/verified.json': record })).toBe(
			'<p>It locks.</p>'
		);
	});

	it('keeps the alignment of columns and blocks', async () => {
		const html = await feed('| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n<p align="center">x</p>');
		expect(html).toContain('<th align="center">a</th>\n<th align="right">b</th>');
		expect(html).toContain('<p align="center">x</p>');
		expect(html).not.toContain('<div');
	});

	it('has callouts as quotations, tasks as characters, footnotes after a rule', async () => {
		expect(await feed('> [!TIP] Mind\n> this.\n')).toBe(
			'<blockquote>\n<p><strong>Tip: Mind</strong></p>\n<p>this.</p>\n</blockquote>'
		);
		expect(await feed('- [x] done\n- [ ] open')).toMatch(/<li>☑ done<\/li>\n<li>☐ open<\/li>/);
		expect(await feed('A[^1]\n\n[^1]: Note')).toMatch(/<section><hr \/>\n<ol>/);
	});

	it('has code without color classes', async () => {
		const html = await feed('```csharp {1} caption="c"\nvar x = 1;\n```');
		expect(html).toBe(
			'<figure><figcaption>c</figcaption><pre dir="ltr"><code><mark>var x = 1;</mark></code></pre></figure>'
		);
	});

	it('has the numbers of a chart, not its bars', async () => {
		const html = await feed(
			'```chart file=r.json alt="Sizes"\nrows: [{ label: a, value: /n }]\n```',
			{ 'sample/r.json': '{"n": 7}' }
		);
		expect(html).toContain('<th scope="row">a</th><td>7</td>');
		expect(html).not.toContain('svg');
	});

	it('shows one image for both themes, its caption below it', async () => {
		const html = await feed('![Day](a.png#only-light "Words")\n![Night](b.png#only-dark)', {
			'a.png': dotPng,
			'b.png': dotPng
		});
		expect(html).toContain(`src="${page}a.png"`);
		expect(html).not.toContain('b.png');
		expect(html).toContain('<figcaption>Words</figcaption>');
	});

	it('shows images as they are beside the article', async () => {
		const html = await feed('![Wide](a.png)', { 'a.png': await photo(900, 60).png().toBuffer() });
		expect(html).toBe(
			`<figure><img src="${page}a.png" width="900" height="60" alt="Wide" /></figure>`
		);
	});

	it('needs no style sheet, script or relative URL for any Markdown', async () => {
		const html = feedContent((await renderAllMarkdown()).html, page);
		const names = new Set<string>();
		const tags = new Set<string>();
		const look = (node: ReturnType<typeof fromHtml> | { type: string }) => {
			if ('tagName' in node) {
				const { tagName, properties } = node as unknown as {
					tagName: string;
					properties: Record<string, string>;
				};
				tags.add(tagName);
				for (const [name, value] of Object.entries(properties)) {
					names.add(name);
					if (name === 'href' || name === 'src') expect(value).toMatch(/^(?:https?|mailto):/);
				}
			}
			if ('children' in node) node.children.forEach(look);
		};
		look(fromHtml(html, { fragment: true }));
		for (const name of names)
			expect(name).not.toMatch(/^(?:className|id|style|role|tabIndex|data.*|aria.*|on.*)$/);
		for (const tag of ['svg', 'input', 'button', 'script', 'style', 'aside'])
			expect(tags).not.toContain(tag);
	});
});

describe('the diagrams of a feed', () => {
	it('have their own colors on a light background, and no reference to the page', async () => {
		const { html } = await renderAllMarkdown();
		const diagrams = diagramFilesOf(html);
		expect(diagrams).toHaveLength(3);
		for (const { name, svg } of diagrams) {
			expect(name).toMatch(/^diagram-[0-9a-f]{12}\.svg$/);
			expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
			expect(svg).toMatch(/^<svg [^>]*><rect [^>]*fill="#fbfaf6"/);
			expect(svg).not.toContain('var(');
			expect(svg).not.toContain('style=');
		}
		expect(new Set(diagrams.map(({ name }) => name)).size).toBe(3);
	});
});
