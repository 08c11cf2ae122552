import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { byteSize } from '../../src/lib/core/offline/byte-size.ts';
import { checkEpub, hasEpubCheck, noMessages } from './epub-check.ts';
import { filesOf } from './files-of.ts';
import { fixtureArticle, fixtureSize } from './fixture-library.ts';
import { chaptersOf, deadLinks, openEpub, readXml, titleOf, type Epub } from './read-epub.ts';
import { DOMParser } from '../dom-parser.ts';

type Name = 'own' | 'fixture' | 'features' | 'single' | 'empty';

const read = (name: Name, file: string) => readFileSync(join(inject(name).folder, file));

const opened = new Map<string, Epub>();

function readBook(name: Name, file: string): Epub {
	const key = `${name} ${file}`;
	const book = opened.get(key) ?? openEpub(new Uint8Array(read(name, file)));
	opened.set(key, book);
	return book;
}

describe.each(['own', 'fixture', 'features', 'single'] as const)(
	'the books of the %s site',
	(name) => {
		const { folder } = inject(name);
		const books = filesOf(folder)
			.filter((path) => path.endsWith('.epub'))
			.map((path) => path.slice(folder.length + 1));

		it('are one of the library and one of each category', () => {
			expect(books).toContain('library.epub');
			for (const book of books.filter((path) => path !== 'library.epub'))
				expect(book).toMatch(/^([a-z]+)\/\1\.epub$/);
		});

		it('have no link that leads nowhere', () => {
			for (const file of books) expect(deadLinks(readBook(name, file)), file).toEqual([]);
		});

		it('are in no list of files for offline reading', () => {
			for (const file of ['offline.json', 'service-worker.js'])
				expect(read(name, file).toString()).not.toContain('.epub');
		});
	}
);

describe('the book of a category', () => {
	it('has its articles, newest first, and links between them inside', () => {
		const book = readBook('fixture', 'web/web.epub');
		const expected = Array.from({ length: fixtureSize }, (_, n) => fixtureArticle(n))
			.filter(({ category }) => category === 'web')
			.map(({ title }) => title)
			.reverse();
		expect(chaptersOf(book)).toEqual(expected);
		expect(titleOf(book)).toBe('Fixture: Web');
	});

	it('links within it stay in it, others are absolute', () => {
		const { pages } = readBook('features', 'web/web.epub');
		const links = [...pages.get('web_features.xhtml')!.querySelectorAll('section a')].map((link) =>
			link.getAttribute('href')
		);
		expect(links).toContain('web_islands.xhtml#alive');
		expect(links).toContain('https://example.org/');
		expect(links).toContain('https://fixture.example/web/features/sample/setup.txt/');
	});

	it('contains images and the parts of a series in order', () => {
		const book = readBook('features', 'web/web.epub');
		expect(book.names.filter((name) => /^web_features_\d+\.png$/.test(name))).toHaveLength(5);
		const titles = chaptersOf(book);
		const first = titles.indexOf('First steps with a ledger');
		expect(titles.slice(first, first + 3)).toEqual(
			['First', 'Second', 'Third'].map((part) => `${part} steps with a ledger`)
		);
	});
});

describe('the book of the library', () => {
	it('has a part for each category', () => {
		const { pages } = readBook('fixture', 'library.epub');
		const top = pages.get('nav.xhtml')!.querySelectorAll('nav > ol > li > a');
		expect([...top].map(({ textContent }) => textContent)).toEqual(['Backend', 'Web', 'Data']);
	});

	it('does not exist without articles', () => {
		expect(existsSync(join(inject('empty').folder, 'library.epub'))).toBe(false);
		expect(read('empty', 'index.html').toString()).not.toContain('.epub');
	});
});

describe('a book is announced', () => {
	it.each([
		['index.html', '/x/y/library.epub', 'library.epub'],
		['web/index.html', '/x/y/web/web.epub', 'web/web.epub']
	])('in %s, with its size', (page, href, file) => {
		const html = new DOMParser().parseFromString(read('fixture', page).toString(), 'text/html');
		const link = html.querySelector(`a[href="${href}"][download]`)!;
		expect(link.textContent).toBe(`Download as EPUB (${byteSize(read('fixture', file).length)})`);
	});

	it.each([
		['feed.xml', 'library.epub'],
		['web/feed.xml', 'web/web.epub']
	])('in %s as an enclosure', (feed, file) => {
		const link = readXml(read('fixture', feed).toString()).querySelector('link[rel=enclosure]')!;
		expect(link.getAttribute('href')).toBe(`https://fixture.example/x/y/${file}`);
		expect(link.getAttribute('type')).toBe('application/epub+zip');
		expect(link.getAttribute('length')).toBe(String(read('fixture', file).length));
	});
});

describe.skipIf(!hasEpubCheck)(
	'EPUBCheck (the package epubcheck, with Java) has no objection',
	() => {
		it.each([
			['own', 'library.epub'],
			['features', 'library.epub'],
			['single', 'backend/backend.epub']
		] as const)('to the %s site’s %s', (name, file) => {
			expect(checkEpub(read(name, file))).toEqual(noMessages);
		});
	}
);
