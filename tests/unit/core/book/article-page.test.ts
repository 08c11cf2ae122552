import { describe, expect, it } from 'vitest';
import { dotPng, recordOf, renderFile } from '../../content/markdown/render-file.ts';
import { article, bookOf, pageOf, readXml, root, unpack } from './fixture-book.ts';

const render = async (markdown: string, files: Record<string, string | Buffer> = {}) =>
	(await renderFile(markdown, { 'picture.png': dotPng, ...files }, { highlight: false })).html;

describe('an article in a book', () => {
	it('has its links within the book inside, all others absolute', async () => {
		const files = await unpack(
			bookOf([
				article(
					'<h2 id="5%">Here</h2>' +
						'<a href="/x/web/forms/#top">1</a> <a href="/x/web/forms/#none">2</a> <a href="#5%25">3</a> ' +
						'<a href="/x/tags/sql/">4</a> <a href="sample/#t">5</a> <a href="/x/web/forms/?q=a">6</a> ' +
						'<a href="https://b.example/?a|{b}=100%">7</a> <a href="mailto:a@b.example">8</a> ' +
						'<a href="irc://b.example">9</a> <a href="http://[">10</a> <a href="#none">11</a>'
				),
				article('<h2 id="top">Top</h2>', { category: 'web', slug: 'forms' })
			])
		);
		const page = readXml(files['backend_ids.xhtml']!);
		const links = [...page.querySelectorAll('a')].slice(1);
		expect(links.map((link) => link.getAttribute('href'))).toEqual([
			'web_forms.xhtml#top',
			'web_forms.xhtml',
			'#_5_25_',
			`${root}tags/sql/`,
			`${root}backend/ids/sample/#t`,
			`${root}web/forms/?q=a`,
			'https://b.example/?a%7C%7Bb%7D=100%25',
			'mailto:a@b.example'
		]);
		expect(page.getElementById('_5_25_')!.textContent).toBe('Here');
		expect(page.querySelector('section')!.textContent).toMatch(/8 9 10 11\n$/);
	});

	it('has diagrams as images in gray, with their words', async () => {
		const files = await unpack(
			bookOf([article(await render('```mermaid alt="A leads to B"\nflowchart LR\n  A --> B\n```'))])
		);
		const image = readXml(files['backend_ids.xhtml']!).querySelector('figure.diagram img')!;
		expect(image.getAttribute('alt')).toBe('A leads to B');
		const svg = files[image.getAttribute('src')!]!;
		const colors = [...svg.matchAll(/(?:fill|stroke)="(?!none)([^"]*)"/g)].map(
			([, color]) => color
		);
		for (const color of colors) expect(color).toMatch(/^#(\w\w)\1\1$/);
		expect(readXml(svg).documentElement.namespaceURI).toBe('http://www.w3.org/2000/svg');
	});

	it('has each image once, and words for one that cannot be had', async () => {
		const html =
			'<p><img src="a.png" alt="A"> <img src="a.png" alt="again"> <img src="b" alt="B"></p>';
		const page = readXml(
			await pageOf(html, {}, (url) =>
				Promise.resolve(
					url === `${root}backend/ids/a.png` ? { bytes: dotPng, type: 'image/png' } : null
				)
			)
		);
		expect([...page.querySelectorAll('img')].map((image) => image.getAttribute('src'))).toEqual([
			'backend_ids_1.png',
			'backend_ids_1.png'
		]);
		expect(page.querySelector('section')!.textContent).toContain('[B]');
	});

	it('shows what unfolds, what proves and what lives in the page', async () => {
		const proven = await render('It locks.[](proof:Locks)', {
			'sample/verified.json': recordOf({ 'T.Locks': 'passed' })
		});
		const page = readXml(
			await pageOf(
				`${proven}<details><summary>More</summary><p>Words</p></details>` +
					'<div data-island="x"><form class="needs-script"><input></form><p>Drawn</p></div>' +
					'<div data-island="y"><p>Still</p></div>'
			)
		);
		const proof = page.querySelector('sup.proof a')!;
		expect(proof.textContent).toBe('proven');
		expect(proof.getAttribute('title')).toBe('Locks. Passed 2026-11-23.');
		expect(proof.getAttribute('href')).toBe(`${root}backend/ids/sample/#test-t-locks`);
		expect(page.querySelector('.details')!.textContent).toBe('MoreWords');
		const islands = [...page.querySelectorAll('.island')].map(({ textContent }) => textContent);
		expect(islands).toEqual(['DrawnThis figure is interactive on the web', 'Still']);
		expect(page.querySelector('form, input, details')).toBeNull();
	});

	it('has each id once', async () => {
		const page = readXml(await pageOf('<p id="a">1</p><p id="a">2</p><a href="#a">3</a>'));
		expect([...page.querySelectorAll('[id="a"]')].map(({ textContent }) => textContent)).toEqual([
			'1'
		]);
	});

	it('has the bars of a chart', async () => {
		const html = await render(
			'```chart file=r.json alt="Sizes"\nrows: [{ label: a, value: /a }, { label: b, value: /b }]\n```',
			{ 'sample/r.json': '{"a": 7, "b": 14}' }
		);
		const bars = [...readXml(await pageOf(html)).querySelectorAll('.bar .bar')];
		expect(bars.map((bar) => bar.getAttribute('style'))).toEqual(['width: 50.0%', 'width: 100.0%']);
	});
});
