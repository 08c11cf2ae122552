import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { admittedElements, modernNames } from '../../src/lib/content/markdown/html-elements.ts';
import { DOMParser } from '../dom-parser.ts';

const read = (path: string) => readFileSync(join(inject('features').folder, path), 'utf8');
const html = read('reference/all-markdown/index.html');
const page = new DOMParser().parseFromString(html, 'text/html');
const body = page.getElementById('articleBody')!;
const sample = '/reference/all-markdown/sample';

/** The texts of the elements that a selector finds, with single spaces. */
const texts = (selector: string) =>
	[...body.querySelectorAll(selector)].map(({ textContent }) =>
		textContent.replace(/\s+/g, ' ').trim()
	);

describe('the article with all of Markdown, as it was built', () => {
	it.each<[what: string, selector: string, text: string | RegExp]>([
		['emphasis', 'em:not(:has(*))', 'emphasis'],
		['strong emphasis', 'strong', 'strong emphasis'],
		['both', 'em > strong', 'both'],
		['deleted words', 'del', 'deleted words'],
		['inline code', 'p > code', 'code'],
		[
			'characters that are text',
			'p',
			/\n?Braces like \{these\} and \{\{ those \}\}, List<T>, 1 < 2 and \$5/
		],
		['character references and escapes', 'p', /is ©, an escaped character is \*,/],
		['a heading of the first level', 'h2', 'A heading of the first level, underlined'],
		['a heading of the second level', 'h2', 'Headings'],
		['an underlined heading', 'h2', 'Underlined with hyphens'],
		['a heading of the third level', 'h3 > a[href="#a-third-level-with-code"] > code', 'code'],
		['a heading of the fourth level', 'h4 em', 'words'],
		['a heading of the fifth level', 'h5', 'A fifth'],
		['a heading of the sixth level', 'h6', 'A sixth'],
		['a heading in HTML', 'h2.align-center', 'Written as HTML'],
		['a second heading of one name', 'h2#twice-1', 'Twice'],
		['a link with a title', 'a[href="https://example.org"][title="Its title"]', 'link'],
		['a reference', 'a[href="https://example.org/reference"]', 'reference'],
		['a collapsed reference', 'a[href="https://example.org/collapsed"]', 'collapsed'],
		['a shortcut reference', 'a[href="https://example.org/shortcut"]', 'shortcut'],
		['an address in <>', 'a', 'https://example.org/auto'],
		['an address in the text', 'a[href="http://www.example.org"]', 'www.example.org'],
		['an address of mail', 'a[href="mailto:someone@example.org"]', 'someone@example.org'],
		['a link within the page', 'a[href="#lists"]', 'this page'],
		[
			'a link to a heading of another article',
			'a[href="/reference/second-part/#a-heading-to-link-to"]',
			'another article'
		],
		['a link to a list', 'a[href="/reference/?level=Beginner"]', 'a list of the library'],
		['a link to a file of the sample', `a[href="${sample}/Relay.cs/"]`, 'a file of the sample'],
		['a footnote', '.footnotes #fn-one', /^A note\. ↩ ↩2$/],
		['a footnote of two paragraphs', '.footnotes #fn-two p:last-child code', 'code'],
		['nested lists', 'ul ul ol li', 'twice'],
		['a loose list', 'ul > li > p', 'items'],
		['a list that starts at three', 'ol[start="3"] > li', 'starts at three'],
		['an open task', 'li:has(> input:not([checked]))', 'a task that is open'],
		['a task that is done', 'li:has(> input[checked])', 'a task that is done'],
		['a numbered task', 'ol > li:has(> input)', 'a numbered task'],
		['a quotation in a quotation', 'blockquote blockquote', 'within a quotation'],
		['a list in a quotation', 'blockquote li', 'with a list'],
		['a note', 'aside.callout.note > .callout-title', 'Note'],
		['a tip with a title', 'aside.callout.tip > .callout-title', 'Tip: With a title'],
		['something important', 'aside.callout.important > .callout-title', 'Important'],
		['a warning', 'aside.callout.warning > .callout-title', 'Warning'],
		['a caution', 'aside.callout.caution > .callout-title', 'Caution'],
		['indented code', 'pre > code', 'indented code'],
		['a fence without a language', 'pre > code', 'without a language'],
		['marked lines', 'mark.line', 'public int E;'],
		['a caption of code', 'figcaption .caption', 'With a caption and marked lines'],
		['colors of code', '[data-lang="sql"] span.k', 'SELECT'],
		[
			'a file of the sample',
			`figcaption > a[href="${sample}/results/sizes.json/"]`,
			'results/sizes.json'
		],
		[
			'a region of a file',
			`figure:has(a[href="${sample}/Relay.cs/#L5"]) code`,
			/^public async Task PublishAsync\(\) \{ .* \}$/
		],
		['a measured number', 'p', /random ids has 43 MB/],
		[
			'a proof',
			`a.proof[href="${sample}/#test-relaytests-a-message-is-published-once"]`,
			/^proven/
		],
		['a chart', 'figure.chart td.value', '43 MB'],
		['the caption of a chart', 'figure.chart figcaption', 'Measured sizes'],
		['the alignment of columns', 'th.align-center', 'centre'],
		['a bar in a cell', 'td.align-left code', 'a | b'],
		['a table without a first header', 'thead td + th', 'without a head'],
		['a table in HTML', 'table.align-center td.align-right', '1'],
		['the caption of an image', 'figure.image .caption', 'Its caption'],
		['the caption of an image in HTML', 'figure.image .caption', 'In one caption'],
		['a figure in HTML', 'figure:not([class]) > figcaption', 'A caption written as HTML'],
		['a flowchart with a caption', 'figure.diagram:has(svg) > figcaption', 'A flow'],
		['a sequence diagram', 'figure.diagram svg text', 'Order Server'],
		['a state diagram', 'figure.diagram svg text', 'mind this'],
		['folded text', 'details:not([open]) p', 'Hidden words.'],
		['text that was unfolded', 'details[open] p', 'Shown words.'],
		['a list that counts down', 'ol[reversed][start="5"] > li[value="2"]', 'two'],
		['a list with letters', 'ol[type="a"] > li', 'a letter'],
		['preformatted text', 'pre', 'kept as written'],
		['text from right to left', '[dir="rtl"] p', /code/],
		['another language', '[lang="fr"]', 'mots']
	])('has %s', (_what, selector, text) => {
		expect(texts(selector)).toContainEqual(
			typeof text === 'string' ? text : expect.stringMatching(text)
		);
	});

	it.each<[what: string, selector: string]>([
		['a hard break', 'p > br'],
		['an image in a heading', 'h2 img[alt="A heading that is a picture"]'],
		['an image in a line', 'p > img[alt="small picture"]'],
		['an image by reference', 'img[alt="The same picture"]'],
		['an image of a given width', 'p.align-center > img[width="30"][height="17"]'],
		['an image for each theme', 'figure > img.only-light + img.only-dark'],
		['an image for each theme in HTML', '.captioned > img.only-light + img.only-dark'],
		['a bar of a chart', 'figure.chart td.bar > svg > rect'],
		['a line between sections', 'hr']
	])('has %s', (_what, selector) => {
		expect(body.querySelector(selector)).not.toBeNull();
	});

	it.each([...admittedElements.keys()])('has the HTML element <%s>', (name) => {
		expect(body.querySelector(modernNames[name] ?? name)).not.toBeNull();
	});

	it('shows no comment', () => {
		expect(html).not.toContain('a comment');
	});

	it('shows its front matter', () => {
		const words = page.querySelector('main')!.textContent.replace(/\s+/g, ' ');
		for (const part of ['All of Markdown in plain text', 'Intermediate', '5 min', 'c#'])
			expect(words).toContain(part);
		const days = [...page.querySelectorAll('time[datetime]')].map((day) =>
			day.getAttribute('datetime')
		);
		expect(days).toEqual(expect.arrayContaining(['2026-11-02', '2026-11-20']));
		expect(read('reference/all-md/index.html')).toContain('/reference/all-markdown/');
	});
});
