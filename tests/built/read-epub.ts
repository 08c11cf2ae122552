import { posix } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { DOMParser } from '../dom-parser.ts';

/** Reads XML. @throws if it is not well-formed */
export function readXml(text: string): Document {
	const document = new DOMParser().parseFromString(text, 'application/xml');
	const error = document.querySelector('parsererror');
	if (error) throw new Error(error.textContent);
	return document;
}

export interface Epub {
	/** The package document. */
	opf: Document;
	/** The pages in reading order, by file name. */
	pages: Map<string, Document>;
	/** Names of all files beside the package document. */
	names: string[];
}

/** Opens a book as readers do: from its container to the package document to its pages. */
export function openEpub(bytes: Uint8Array): Epub {
	const files = unzipSync(bytes);
	const read = (name: string) => readXml(strFromU8(files[name]!));
	const path = read('META-INF/container.xml').querySelector('rootfile')!.getAttribute('full-path')!;
	const opf = read(path);
	const hrefs = new Map(
		[...opf.querySelectorAll('item')].map((item) => [item.id, item.getAttribute('href')!])
	);
	const spine = [...opf.querySelectorAll('itemref')].map((item) =>
		hrefs.get(item.getAttribute('idref')!)!
	);
	return {
		opf,
		names: [...hrefs.values()],
		pages: new Map(spine.map((name) => [name, read(posix.join(posix.dirname(path), name))]))
	};
}

/** The links and images of a book that lead nowhere, and those that are not absolute. */
export function deadLinks({ pages, names }: Epub): string[] {
	const dead: string[] = [];
	for (const [name, page] of pages)
		for (const link of page.querySelectorAll('[href], [src]')) {
			const href = link.getAttribute('href') ?? link.getAttribute('src')!;
			if (/^(?:https?|mailto|tel):/.test(href)) continue;
			const [file = '', id] = href.split('#');
			const target = pages.get(file || name);
			const found = file ? names.includes(file) : true;
			if (!found || (id && !target?.getElementById(id))) dead.push(`${name}: ${href}`);
		}
	return dead;
}

export const titleOf = ({ opf }: Epub) =>
	opf.getElementsByTagName('dc:title')[0]?.textContent ?? '';

/** Titles of the chapters, in order. */
export const chaptersOf = ({ pages }: Epub) =>
	[...pages.values()].flatMap(
		(page) => page.querySelector('[role=doc-chapter] h1')?.textContent ?? []
	);
