/** Bytes of a page before compression, by what they are for. */
export interface PageBytes {
	/** The words of the article, its code included. */
	text: number;
	/** The tags and attributes of the article. */
	markup: number;
	/** The article a second time, as script or as data. */
	copy: number;
	/** The head without its scripts. */
	head: number;
	/** What the build wrote for the script: title, headings, neighbors. */
	data: number;
	/** Scripts in the document. */
	inline: number;
	/** Header, contents, footer. */
	around: number;
	/** Files of script that the document names. */
	script: number;
	/** Files of script that other scripts have loaded since. */
	later: number;
	style: number;
	/** Images, fonts, and all the rest. */
	other: number;
}

/** The parts that one document consists of. */
export type DocumentBytes = Omit<PageBytes, 'copy' | 'script' | 'later' | 'style' | 'other'>;

const encoder = new TextEncoder();
export const byteLength = (text: string) => encoder.encode(text).length;

/**
 * Takes a document apart; the parts add up to its length.
 * @param html as it was fetched
 * @param page parsed from it
 * @param body has the article and nothing else
 */
export function documentBytes(html: string, page: Document, body: Element): DocumentBytes {
	const [data, code] = ['[type="application/json"]', ':not([type="application/json"])'].map(
		(kind) => textBytes(page.querySelectorAll(`script${kind}:not([src])`))
	) as [number, number];
	const text = byteLength(body.textContent);
	const markup = byteLength(body.innerHTML) - text;
	const head = byteLength(page.head.innerHTML) - textBytes(page.head.querySelectorAll('script'));
	const around = byteLength(html) - text - markup - head - data - code;
	return { text, markup, head, data, inline: code, around };
}

const textBytes = (elements: Iterable<Element>) =>
	[...elements].reduce((sum, { textContent }) => sum + byteLength(textContent), 0);

/** What Resource Timing says of a file. */
export type TimedFile = Pick<
	PerformanceResourceTiming,
	'name' | 'transferSize' | 'encodedBodySize' | 'decodedBodySize' | 'workerStart'
>;

export interface FileBytes extends Pick<PageBytes, 'script' | 'later' | 'style' | 'other'> {
	/** How many files; a file that was asked for twice counts once. */
	files: number;
	/** Of script that the document names and of style; `null` if a size is not known. */
	compressed: number | null;
	/** How many files a service worker answered. */
	byWorker: number;
	/** How many files have no known size. */
	unknown: number;
}

/**
 * Adds up the files of a page.
 * @param named paths of the scripts that the document names
 */
export function fileBytes(timed: readonly TimedFile[], named: ReadonlySet<string>): FileBytes {
	const files = [...new Map(timed.map((file) => [pathOf(file), file])).values()];
	const sum: FileBytes = {
		script: 0,
		later: 0,
		style: 0,
		other: 0,
		files: files.length,
		compressed: 0,
		byWorker: 0,
		unknown: 0
	};
	for (const file of files) {
		const kind = kindOf(pathOf(file), named);
		sum[kind] += file.decodedBodySize;
		if (file.workerStart > 0) sum.byWorker++;
		if (!file.decodedBodySize) sum.unknown++;
		if (kind !== 'script' && kind !== 'style') continue;
		const size = compressedSize(file);
		sum.compressed = size === null || sum.compressed === null ? null : sum.compressed + size;
	}
	return sum;
}

/**
 * A file's size on the network, also of an earlier request whose response the HTTP cache has kept. What a
 * service worker answered has no such size: its cache has the decoded body.
 */
export const compressedSize = ({ workerStart, encodedBodySize }: TimedFile): number | null =>
	workerStart > 0 || !encodedBodySize ? null : encodedBodySize;

const pathOf = ({ name }: TimedFile) => new URL(name).pathname;

function kindOf(path: string, named: ReadonlySet<string>) {
	if (path.endsWith('.js')) return named.has(path) ? 'script' : 'later';
	return path.endsWith('.css') ? 'style' : 'other';
}

/** Paths of the scripts that a document names: preloaded modules, and what its inline scripts import. */
export function namedScripts(page: Document, address: string): Set<string> {
	const links = [...page.querySelectorAll('link[rel="modulepreload"]')];
	const inline = [...page.querySelectorAll('script:not([src])')].flatMap(({ textContent }) =>
		[...textContent.matchAll(/\bimport\(["']([^"']+)["']\)/g)].map(([, path]) => path!)
	);
	const all = [...links.map((link) => link.getAttribute('href')!), ...inline];
	return new Set(all.map((path) => new URL(path, address).pathname));
}
