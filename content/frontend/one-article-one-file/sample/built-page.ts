import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { byteLength, documentBytes, namedScripts, type PageBytes } from '../page-bytes.ts';

/** How a page reaches a reader, from the files of its build. */
export interface Delivery {
	parts: PageBytes;
	/** Bytes of the document after Brotli, at level 11. */
	html: number;
	/** The same of all that a first visit needs. */
	compressed: number;
	/** The same of what opening it from another page of its kind needs. */
	next: number;
	files: number;
}

/** Bytes after Brotli at its highest level, as for files that are compressed once and served often. */
export const brotli = (body: string | Buffer) =>
	brotliCompressSync(body, {
		params: {
			[constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
			[constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(body)
		}
	}).length;

/** A page of a built site. */
export class BuiltPage {
	#folder: string;
	path: string;
	html: string;
	document: Document;

	/** @param path such as `/loaded/article/` */
	constructor(folder: string, path: string) {
		this.#folder = folder;
		this.path = path;
		this.html = this.read(`${path}index.html`);
		this.document = new DOMParser().parseFromString(this.html, 'text/html');
	}

	read(path: string): string {
		return readFileSync(join(this.#folder, path), 'utf8');
	}

	/** Paths of all files of the site with one of these endings. */
	files(...endings: string[]): string[] {
		return readdirSync(this.#folder, { recursive: true, encoding: 'utf8' })
			.map((path) => `/${path.replaceAll('\\', '/')}`)
			.filter((path) => endings.some((ending) => path.endsWith(ending)));
	}

	/** The scripts that must have loaded before the page responds. */
	scripts(): string[] {
		const found = namedScripts(this.document, `http://site${this.path}`);
		for (const path of found)
			for (const [, other] of this.read(path).matchAll(
				/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g
			))
				found.add(new URL(other!, `http://site${path}`).pathname);
		return [...found];
	}

	styles(): string[] {
		return [...this.document.querySelectorAll('link[rel="stylesheet"]')]
			.filter((link) => !link.closest('noscript'))
			.map((link) => new URL(link.getAttribute('href')!, `http://site${this.path}`).pathname);
	}

	/**
	 * @param body selects the article
	 * @param chunk a script that has the article's text and loads with the page
	 */
	delivery(body: string, chunk?: string): Omit<Delivery, 'next'> {
		const own = documentBytes(this.html, this.document, this.document.querySelector(body)!);
		const [scripts, styles] = [this.scripts(), this.styles()];
		const sum = (paths: string[]) =>
			paths.reduce((total, path) => total + byteLength(this.read(path)), 0);
		const all = [...scripts, ...styles, ...(chunk ? [chunk] : [])];
		return {
			parts: {
				...own,
				copy: chunk ? sum([chunk]) : 0,
				script: sum(scripts),
				later: 0,
				style: sum(styles),
				other: 0
			},
			html: brotli(this.html),
			compressed: all.reduce((total, path) => total + brotli(this.read(path)), brotli(this.html)),
			files: all.length + 1
		};
	}
}
