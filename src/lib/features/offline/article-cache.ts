import {
	cachesOf,
	withMetadata,
	readMetadata,
	titleOfPage,
	type BuiltFile,
	type CacheMetadata,
	type OfflineList
} from '$lib/core/offline/cache-entries.ts';
import { Downloader, sha256, type Download, type OnBytes } from './download.ts';
import { SaveError } from './save-error.ts';
import { articleIdOf, isSampleId, isUnitPage, sampleIdOf, unitOf } from './saved-units.ts';

export interface SavedArticle extends CacheMetadata {
	bytes: number;
	/** Its sample is saved too. */
	withSample?: boolean;
}

/** The cache of the articles, and of their samples, that the reader saved on this device. */
export class ArticleCache {
	#cache: Cache;
	/** Holds what was being saved when the page was closed. */
	#state: Cache;
	#scope: string;
	#downloader: Downloader;

	private constructor(cache: Cache, state: Cache, scope: string, fetch: typeof globalThis.fetch) {
		this.#cache = cache;
		this.#state = state;
		this.#scope = scope;
		this.#downloader = new Downloader(scope, fetch);
	}

	/**
	 * @param scope the base path with its slash
	 * @throws {SaveError} if the browser blocks storage
	 */
	static async open(scope: string, fetch = globalThis.fetch): Promise<ArticleCache> {
		const names = cachesOf(scope);
		try {
			const [cache, state] = [await caches.open(names.saved), await caches.open(names.state)];
			return new ArticleCache(cache, state, scope, fetch);
		} catch (cause) {
			throw new SaveError('blocked', { cause });
		}
	}

	/** The list of the build that the server has now. @throws {SaveError} */
	fetchList = () => this.#downloader.fetchList();

	/**
	 * Saves one unit: its files first, its page last, so a saved page means a whole unit. Files that
	 * are saved already are not fetched again; files that the unit no longer has are deleted.
	 * @throws {SaveError}
	 */
	async save(id: string, list: OfflineList, onbytes: OnBytes, signal?: AbortSignal) {
		const { hash, files } = await this.#published(id, list, signal);
		const [page, ...others] = files;
		if (!page) throw new SaveError('mismatch');
		for (const file of [...others, page]) {
			const copy = await this.#cache.match(this.#scope + file.path);
			const isSaved = readMetadata(copy)?.file === file.hash;
			if (isSaved && file !== page) {
				onbytes(file.bytes);
				continue;
			}
			// The page is written again, because it says of which build the unit is.
			const kept = isSaved ? await intactCopy(copy!, file) : null;
			if (kept) onbytes(file.bytes);
			const { body, type } = kept ?? (await this.#downloader.fetchFile(file, onbytes, signal));
			const response = withMetadata(body, type, {
				build: list.build,
				kept: new Date().toISOString(),
				file: file.hash,
				...(file === page && { hash }),
				...(file === page && !isSampleId(id) && { title: titleOf(body) })
			});
			response.headers.set('Content-Length', String(body.length));
			await this.#put(file.path, response);
		}
		await this.#delete(id, new Set(files.map(({ path }) => this.#scope + path)));
	}

	/** Hash and files of a unit; those of a sample are listed in a file of its own. */
	async #published(id: string, list: OfflineList, signal?: AbortSignal) {
		const article = list.articles[articleIdOf(id)];
		if (!article) throw new SaveError('mismatch');
		if (!isSampleId(id)) return article;
		if (!article.sample) throw new SaveError('mismatch');
		const { body } = await this.#downloader.fetchFile(article.sample.list, () => {}, signal);
		const files = JSON.parse(new TextDecoder().decode(body)) as BuiltFile[];
		return { hash: article.sample.hash, files };
	}

	async #put(path: string, response: Response) {
		try {
			await this.#cache.put(this.#scope + path, response);
		} catch (cause) {
			const { name } = cause as DOMException;
			throw new SaveError(name === 'QuotaExceededError' ? 'full' : 'blocked', { cause });
		}
	}

	#pathOf = (request: Request) => new URL(request.url).pathname.slice(this.#scope.length);

	/**
	 * The saved units by id, in the order in which they were saved.
	 * @param only the unit to read: to read all of them after each that is saved would take ever longer
	 */
	async saved(only?: string): Promise<Map<string, SavedArticle>> {
		const units = new Map<string, SavedArticle>();
		const sizes = new Map<string, number>();
		for (const request of await this.#cache.keys()) {
			const path = this.#pathOf(request);
			const id = unitOf(path);
			if (only !== undefined && id !== only) continue;
			const response = await this.#cache.match(request);
			const bytes = Number(response?.headers.get('Content-Length') ?? 0);
			sizes.set(id, (sizes.get(id) ?? 0) + bytes);
			const metadata = readMetadata(response);
			if (isUnitPage(path) && metadata) units.set(id, { ...metadata, bytes: 0 });
		}
		for (const [id, unit] of units) unit.bytes = sizes.get(id) ?? 0;
		return units;
	}

	/** Deletes every file of a unit. */
	remove = (id: string): Promise<void> => this.#delete(id, new Set());

	async #delete(id: string, except: ReadonlySet<string>): Promise<void> {
		for (const request of await this.#cache.keys()) {
			const { pathname } = new URL(request.url);
			if (unitOf(this.#pathOf(request)) === id && !except.has(pathname))
				await this.#cache.delete(request);
		}
	}

	/** Whether every file of a unit is, byte for byte, what was saved. */
	async verify(id: string): Promise<boolean> {
		let hasPage = false;
		for (const request of await this.#cache.keys()) {
			const path = this.#pathOf(request);
			if (unitOf(path) !== id) continue;
			const response = await this.#cache.match(request);
			const metadata = readMetadata(response);
			if (!response || (await sha256(await response.arrayBuffer())) !== metadata?.file)
				return false;
			hasPage ||= isUnitPage(path);
		}
		return hasPage;
	}

	/** Ids of the units that were being saved when the page was closed. */
	async pending(): Promise<string[]> {
		try {
			const ids = (await (await this.#state.match('pending'))?.json()) as unknown;
			return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
		} catch {
			return [];
		}
	}

	/** Never rejects: without a note, an interrupted save is not offered again. */
	async storePending(ids: readonly string[]): Promise<void> {
		try {
			if (ids.length) await this.#state.put('pending', new Response(JSON.stringify(ids)));
			else await this.#state.delete('pending');
		} catch {
			// See above.
		}
	}
}

/** The articles among saved units, by id; the bytes of each include its saved sample. */
export function articlesOf(
	units: ReadonlyMap<string, SavedArticle>
): ReadonlyMap<string, SavedArticle> {
	const articles = [...units].filter(([id]) => !isSampleId(id));
	return new Map(
		articles.map(([id, article]) => {
			const sample = units.get(sampleIdOf(id));
			const bytes = article.bytes + (sample?.bytes ?? 0);
			return [id, { ...article, bytes, withSample: sample !== undefined }];
		})
	);
}

/** What was saved of a file; `null` if it is damaged. */
async function intactCopy(copy: Response, { hash }: BuiltFile): Promise<Download | null> {
	const body = new Uint8Array(await copy.arrayBuffer());
	return (await sha256(body)) === hash ? { body, type: copy.headers.get('Content-Type')! } : null;
}

const titleOf = (page: Uint8Array<ArrayBuffer>) => titleOfPage(new TextDecoder().decode(page));
