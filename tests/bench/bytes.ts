import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { loadSearchEngine } from '../../src/lib/core/search/ranking/engine.ts';
import { buildSite } from './build-site.ts';
import { generatedFile } from './built-files.ts';
import { corpusPath, writeCorpusContent } from './corpus-content.ts';
import type { CorpusSite } from './corpus-site.ts';
import { median, type Measure } from './measures.ts';
import { queries } from './queries.ts';

const listSize = 22;
/** More than a window of 1,280 × 800 shows of a list. */
const passageHits = 6;

/** Sizes of the files of a built site as a host that packs them ahead of time would send them. */
class PackedSite {
	#folder: string;
	#sizes = new Map<string, number>();

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** In bytes, brotli at 11. */
	size(path: string): number {
		let size = this.#sizes.get(path);
		if (size === undefined) {
			const bytes = readFileSync(join(this.#folder, path));
			const params = {
				[constants.BROTLI_PARAM_QUALITY]: 11,
				[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
			};
			this.#sizes.set(path, (size = brotliCompressSync(bytes, { params }).length));
		}
		return size;
	}

	/** Everything that a page loads beside its own HTML before it answers. */
	assetBytes(page: string): number {
		const found = new Set<string>();
		const queue = pageReferences(this.#text(page));
		for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
			if (found.has(path)) continue;
			found.add(path);
			if (path.endsWith('.js')) queue.push(...staticImports(this.#text(path), path));
		}
		return [...found].reduce((sum, path) => sum + this.size(path), 0);
	}

	#text(path: string) {
		return readFileSync(join(this.#folder, path), 'utf8');
	}
}

/** Scripts, preloaded modules, style sheets, and what the start script imports. */
function pageReferences(html: string): string[] {
	const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)].map(([tag]) => tag);
	const linked = tags
		.filter((tag) => tag.startsWith('<script') || /rel="(?:modulepreload|stylesheet)"/.test(tag))
		.flatMap((tag) => /\b(?:src|href)="(\/[^"]+)"/.exec(tag)?.[1] ?? []);
	const scripts = [...html.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)];
	const imported = scripts.flatMap(([, code]) =>
		[...code!.matchAll(/\bimport\(["'](\/[^"']+)["']\)/g)].map(([, path]) => path!)
	);
	return [...linked, ...imported];
}

function staticImports(code: string, from: string): string[] {
	const statement = /(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g;
	return [...code.matchAll(statement)].map(
		([, path]) => new URL(path!, `http://site${from}`).pathname
	);
}

/** What the passages of each query's first hits take, with nothing fetched before. */
async function passageBytes(site: PackedSite, index: string): Promise<number[]> {
	const engine = await loadSearchEngine(index);
	return queries.map((query) =>
		engine
			.search(query, { typing: true })
			.slice(0, passageHits)
			.reduce((sum, { id }) => sum + site.size(`/${id}.json`), 0)
	);
}

/** Bytes of the corpus site, and of a library with a list of 22, which is built here. */
export async function measureBytes(
	{ articles, folder }: CorpusSite,
	temporary: string
): Promise<Measure[]> {
	const site = new PackedSite(folder);
	const pages = articles.map((article) => {
		const page = `/${corpusPath(article)}/index.html`;
		const beside = site.assetBytes(page);
		return { beside, first: beside + site.size(page) };
	});
	const index = generatedFile(folder, 'index');
	const passages = await passageBytes(site, readFileSync(join(folder, index), 'utf8'));

	const content = join(temporary, 'list-content');
	const listFolder = join(temporary, 'list');
	writeCorpusContent(content, articles.slice(0, listSize));
	buildSite(content, listFolder);
	const list = new PackedSite(listFolder);

	const bytes = (name: string, value: number, kilobytes: number): Measure => ({
		name: `${name}, brotli`,
		value,
		unit: 'bytes',
		budget: kilobytes * 1024
	});
	return [
		bytes('Index file', site.size(index), 200),
		{
			name: `Passages of a first search (${passageHits} hits), median, brotli`,
			value: median(passages),
			unit: 'bytes'
		},
		bytes(
			`Index and the passages of a first search (${passageHits} hits), median`,
			site.size(index) + median(passages),
			215
		),
		bytes('Article page beside its HTML, median', median(pages.map(({ beside }) => beside)), 40),
		bytes('First load of an article with HTML, median', median(pages.map((p) => p.first)), 45),
		bytes(
			`List page of ${listSize} with HTML`,
			list.assetBytes('/index.html') + list.size('/index.html'),
			45
		)
	];
}
