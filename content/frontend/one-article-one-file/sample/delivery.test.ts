import { beforeAll, describe, expect, it } from 'vitest';
import { writeResults } from '../../../_samples/results.ts';
import { byteLength } from '../page-bytes.ts';
import { buildSites, type Sites } from './build-sites.ts';
import { brotli, BuiltPage, type Delivery } from './built-page.ts';

let sites: Sites;
let phrases: string[];
let offprint: BuiltPage;
let component: BuiltPage;
let loaded: BuiltPage;
let plainDocument: BuiltPage;

beforeAll(async () => {
	sites = await buildSites();
	phrases = phrasesOf(sites.markdown);
	offprint = new BuiltPage(sites.offprint, '/frontend/article/');
	component = new BuiltPage(sites.plain, '/component/article/');
	loaded = new BuiltPage(sites.plain, '/loaded/article/');
	plainDocument = new BuiltPage(sites.plain, '/document/article/');
}, 600_000);

// #region phrases
/** Runs of seven words or more in paragraphs, which no renderer changes. */
function phrasesOf(markdown: string) {
	const paragraphs = markdown.replace(/^```[\s\S]*?^```$|^[#|>].*$/gm, '');
	return paragraphs.match(/[A-Za-z]+(?: [A-Za-z]+){6,}/g)!;
}

/** How often each phrase is in a text. */
const countsIn = (text: string) => phrases.map((phrase) => text.split(phrase).length - 1);
// #endregion
const hasText = (text: string) => countsIn(text).some(Boolean);

/** The script that has the article's text. */
const textChunk = (page: BuiltPage) => page.files('.js').filter((path) => hasText(page.read(path)));

describe('the article built by this site', () => {
	// #region copies
	it('is once in its page', () => {
		expect(phrases.length).toBeGreaterThan(50);
		expect(new Set(countsIn(offprint.html))).toEqual(new Set([1]));
	});

	it('is in no script', () => {
		expect(textChunk(offprint)).toEqual([]);
	});
	// #endregion

	it('is rendered by nothing in the scripts', () => {
		// The message is in the branch that imports the renderer; the other names are from two of its packages.
		const renderer = /No such article|mdsvex|shiki/i;
		expect(offprint.files('.js').filter((path) => renderer.test(offprint.read(path)))).toEqual([]);
	});

	it('has no data file beside its page but the sections for search results', () => {
		const data = offprint.files('.json').filter((path) => hasText(offprint.read(path)));
		expect(data.filter((path) => !path.endsWith('/feed.json'))).toEqual(['/frontend/article.json']);
		expect(offprint.files('__data.json')).toEqual([]);
	});

	it('is no part of the data in its page', () => {
		const data = offprint.document.getElementById('pageData')!.textContent;
		expect(hasText(data)).toBe(false);
		expect(byteLength(data)).toBeLessThan(5000);
	});
});

describe('the same article built plainly', () => {
	it('is in its page and in a script, if it is a component', () => {
		expect(new Set(countsIn(component.html))).toEqual(new Set([1]));
		expect(textChunk(component)).toHaveLength(1);
	});

	it('is twice in its page and once in a data file, if it is loaded as HTML', () => {
		expect(new Set(countsIn(loaded.html))).toEqual(new Set([2]));
		expect(hasText(loaded.read('/loaded/article/__data.json'))).toBe(true);
	});

	it('is once in its page and the page has no script, if the client is switched off', () => {
		expect(new Set(countsIn(plainDocument.html))).toEqual(new Set([1]));
		expect(plainDocument.document.querySelectorAll('script')).toHaveLength(0);
	});
});

describe('the bytes', () => {
	it('of a copy in the same file are about half as many after compression as of one in another', () => {
		const [chunk] = textChunk(component);
		const again = loaded.delivery('article');
		const copy = again.parts.inline - component.delivery('article').parts.inline;
		const deliveries: Record<string, Delivery> = {
			offprint: { ...offprint.delivery('#articleBody'), next: brotli(offprint.html) },
			component: {
				...component.delivery('article', chunk),
				next: brotli(component.read(chunk!))
			},
			loaded: {
				...again,
				parts: { ...again.parts, copy, inline: again.parts.inline - copy },
				next: brotli(loaded.read('/loaded/article/__data.json'))
			},
			document: { ...plainDocument.delivery('article'), next: brotli(plainDocument.html) }
		};
		for (const { parts } of Object.values(deliveries))
			for (const bytes of Object.values(parts)) expect(bytes).toBeGreaterThanOrEqual(0);
		const { text, markup } = deliveries.component!.parts;
		// Either way of hydrating brings the whole article again.
		for (const name of ['component', 'loaded']) {
			expect(deliveries[name]!.parts.copy).toBeGreaterThan(0.9 * (text + markup));
			expect(Math.round(deliveries[name]!.parts.copy / text)).toBeGreaterThanOrEqual(3);
			expect(Math.round(deliveries[name]!.parts.copy / text)).toBeLessThanOrEqual(4);
		}
		expect(deliveries.offprint!.parts.copy).toBe(0);
		// Brotli finds parts of the copy in the same file, and nothing of the one in another.
		const { component: split, loaded: joined, document: alone } = deliveries;
		expect(joined!.html).toBeGreaterThan(1.3 * alone!.html);
		expect(joined!.html).toBeLessThan(1.7 * alone!.html);
		const share = (joined!.html - alone!.html) / brotli(component.read(chunk!));
		expect(share).toBeGreaterThan(0.4);
		expect(share).toBeLessThan(0.6);
		expect(split!.html + brotli(component.read(chunk!))).toBeGreaterThan(1.8 * alone!.html);
		// On the wire, this site sends the most.
		expect(alone!.compressed).toBeLessThan(0.5 * deliveries.offprint!.compressed);
		for (const { compressed, next } of [split!, joined!, alone!]) {
			expect(compressed).toBeLessThan(deliveries.offprint!.compressed);
			expect(next).toBeLessThan(deliveries.offprint!.next);
			expect(Math.abs(next / alone!.next - 1)).toBeLessThan(0.1);
		}
		writeResults('page.json', {
			phrases: phrases.length,
			...deliveries,
			text: Object.fromEntries(
				Object.entries(deliveries).map(([name, { parts, html, compressed, next }]) => [
					name,
					{
						html: kilobytes(html),
						compressed: kilobytes(compressed),
						next: kilobytes(next),
						copy: kilobytes(parts.copy),
						script: kilobytes(parts.script)
					}
				])
			)
		});
	});

	it('of a copy in the same file would be less than a quarter after compression without the escapes', () => {
		const alone = brotli(plainDocument.html);
		const plain = loaded.html.replaceAll('\\u003C', '<').replaceAll('\\"', '"');
		expect(brotli(plain) - alone).toBeLessThan(0.25 * (brotli(loaded.html) - alone));
	});
});

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
