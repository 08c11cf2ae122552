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
/** More than fit into a 1,280 × 800 window. */
const passageHits = 6;

/** Transfer sizes of a built site's files on a host that serves precompressed files. */
class CompressedSite {
	#folder: string;
	#sizes = new Map<string, number>();

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** Bytes after Brotli compression at level 11. */
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

	/** Bytes of everything that a page needs, besides its own HTML, to become interactive. */
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

/** Scripts, preloaded modules, style sheets, and modules that inline scripts import. */
function pageReferences(page: string): string[] {
	const html = page.replace(/<noscript>.*?<\/noscript>/gs, '');
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

/** Bytes of the first hits' passages for each query, with an empty cache. */
async function passageBytes(site: CompressedSite, index: string): Promise<number[]> {
	const engine = await loadSearchEngine(index);
	return queries.map((query) =>
		engine
			.search(query, { typing: true })
			.slice(0, passageHits)
			.reduce((sum, { id }) => sum + site.size(`/${id}.json`), 0)
	);
}

/** Measures bytes of the corpus site and of a library of 22 articles, which is built here. */
export async function measureBytes(
	{ articles, folder }: CorpusSite,
	temporary: string
): Promise<Measure[]> {
	const site = new CompressedSite(folder);
	const pages = articles.map((article) => {
		const page = `/${corpusPath(article)}/index.html`;
		const assets = site.assetBytes(page);
		return { assets, firstLoad: assets + site.size(page) };
	});
	const index = generatedFile(folder, 'index');
	const passages = await passageBytes(site, readFileSync(join(folder, index), 'utf8'));

	const content = join(temporary, 'list-content');
	const listFolder = join(temporary, 'list');
	writeCorpusContent(content, articles.slice(0, listSize));
	buildSite(content, listFolder);
	const list = new CompressedSite(listFolder);

	const bytes = (name: string, value: number, kilobytes?: number): Measure => ({
		name: `${name}, brotli`,
		value,
		unit: 'bytes',
		budget: kilobytes === undefined ? undefined : kilobytes * 1024
	});
	return [
		bytes('Index file', site.size(index), 200),
		bytes(`Passages of the first search (${passageHits} hits), median`, median(passages)),
		bytes(
			`Index and the passages of the first search (${passageHits} hits), median`,
			site.size(index) + median(passages),
			215
		),
		// What pages load before it starts: `page-weight.ts`.
		bytes(
			'App of an article page when it starts, median',
			median(pages.map(({ assets }) => assets)),
			40
		),
		bytes('Article page with its app, median', median(pages.map(({ firstLoad }) => firstLoad))),
		bytes(
			`List page of ${listSize} articles with its app`,
			list.assetBytes('/index.html') + list.size('/index.html')
		)
	];
}
