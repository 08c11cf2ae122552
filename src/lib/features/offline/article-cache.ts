import {
	cachesOf,
	withMetadata,
	readMetadata,
	titleOfPage,
	type BuiltFile,
	type CacheMetadata,
	type OfflineArticle,
	type OfflineList
} from '$lib/core/offline/cache-entries.ts';

/** Why an article could not be saved. */
export type SaveFailure =
	/** No answer, or one that is none. */
	| 'network'
	/** What came is not what the build says: a deployment under way, or somebody in between. */
	| 'mismatch'
	/** No room. */
	| 'full'
	/** The browser does not let the site keep anything. */
	| 'blocked';

export class SaveError extends Error {
	override name = 'SaveError';
	readonly reason: SaveFailure;

	constructor(reason: SaveFailure, options?: ErrorOptions) {
		super(reason, options);
		this.reason = reason;
	}
}

export interface SavedArticle extends CacheMetadata {
	bytes: number;
}

export interface SaverOptions {
	/** The base path with its slash. */
	scope: string;
	fetch?: typeof fetch;
}

export type Saver = Awaited<ReturnType<typeof openSaver>>;

/** Articles on this device, kept on purpose. @throws {SaveError} where nothing can be kept */
export async function openSaver({
	scope,
	fetch = globalThis.fetch.bind(globalThis)
}: SaverOptions) {
	const names = cachesOf(scope);
	const [cache, state] = (await Promise.all(
		[names.saved, names.state].map((name) => caches.open(name))
	).catch((cause: unknown) => {
		throw new SaveError('blocked', { cause });
	})) as [Cache, Cache];
	const pathOf = (request: Request) => new URL(request.url).pathname;
	const isPage = (path: string) => path.endsWith('/');
	const idOf = (path: string) => path.slice(scope.length, -1);
	/** The id of the article that a file is of: `a/b/`, `a/b/figure.png` and `a/b.json` are of `a/b`. */
	const ownerOf = (path: string) =>
		path
			.slice(scope.length)
			.split('/', 2)
			.join('/')
			.replace(/\.json$/, '');

	/** The list of the build that the server has now. */
	async function fetchList(): Promise<OfflineList> {
		const response = await fetch(`${scope}offline.json`, { cache: 'no-cache' }).catch(
			(cause: unknown) => {
				throw new SaveError('network', { cause });
			}
		);
		try {
			if (!response.ok) throw new Error(String(response.status));
			return (await response.json()) as OfflineList;
		} catch (cause) {
			throw new SaveError(response.ok ? 'mismatch' : 'network', { cause });
		}
	}

	/** Fetches a file past every cache and holds it against the build's word. */
	async function fetchFile(
		{ path, hash }: BuiltFile,
		onbytes: (bytes: number) => void,
		signal?: AbortSignal
	): Promise<{ body: Uint8Array<ArrayBuffer>; type: string }> {
		let read = 0;
		try {
			const response = await fetch(scope + path, { cache: 'no-store', signal });
			if (!response.ok) throw new SaveError('network');
			const chunks: Uint8Array<ArrayBuffer>[] = [];
			const reader = response.body!.getReader();
			for (let part = await reader.read(); !part.done; part = await reader.read()) {
				chunks.push(part.value);
				read += part.value.length;
				onbytes(part.value.length);
			}
			const body = new Uint8Array(await new Blob(chunks).arrayBuffer());
			if ((await sha256(body)) !== hash) throw new SaveError('mismatch');
			return { body, type: response.headers.get('Content-Type') ?? 'application/octet-stream' };
		} catch (cause) {
			onbytes(-read);
			if (signal?.aborted) throw signal.reason;
			throw cause instanceof SaveError ? cause : new SaveError('network', { cause });
		}
	}

	async function keep(path: string, response: Response) {
		try {
			await cache.put(scope + path, response);
		} catch (cause) {
			const { name } = cause as DOMException;
			throw new SaveError(name === 'QuotaExceededError' ? 'full' : 'blocked', { cause });
		}
	}

	/**
	 * Saves one article: its files, its page last, so that a page that is there is whole. What is
	 * there already is not fetched again.
	 * @param onbytes is told of bytes as they come, and of as many less when a file failed
	 */
	async function save(
		article: OfflineArticle,
		build: string,
		onbytes: (bytes: number) => void,
		signal?: AbortSignal
	): Promise<void> {
		const [page, ...files] = article.files;
		for (const file of [...files, page]) {
			const facts = readMetadata(await cache.match(scope + file.path));
			if (facts?.file === file.hash) {
				onbytes(file.bytes);
				continue;
			}
			const { body, type } = await fetchFile(file, onbytes, signal);
			const isThePage = file === page;
			const kept = withMetadata(body, type, {
				build,
				kept: new Date().toISOString(),
				file: file.hash,
				...(isThePage && { hash: article.hash, title: titleOfPage(new TextDecoder().decode(body)) })
			});
			kept.headers.set('Content-Length', String(body.length));
			await keep(file.path, kept);
		}
	}

	/** The saved articles by id, in the order in which they were saved. */
	async function saved(): Promise<Map<string, SavedArticle>> {
		const articles = new Map<string, SavedArticle>();
		const sizes = new Map<string, number>();
		for (const request of await cache.keys()) {
			const response = await cache.match(request);
			const path = pathOf(request);
			const bytes = Number(response?.headers.get('Content-Length') ?? 0);
			const owner = ownerOf(path);
			sizes.set(owner, (sizes.get(owner) ?? 0) + bytes);
			const facts = readMetadata(response);
			if (isPage(path) && facts) articles.set(idOf(path), { ...facts, bytes: 0 });
		}
		for (const [id, article] of articles) article.bytes = sizes.get(id) ?? 0;
		return articles;
	}

	/** Everything kept of an article goes. */
	async function remove(id: string): Promise<void> {
		for (const request of await cache.keys())
			if (ownerOf(pathOf(request)) === id) await cache.delete(request);
	}

	/** `true` where every file of an article is, byte for byte, what was saved. */
	async function verify(id: string): Promise<boolean> {
		let found = false;
		for (const request of await cache.keys()) {
			const path = pathOf(request);
			if (ownerOf(path) !== id) continue;
			const response = await cache.match(request);
			const facts = readMetadata(response);
			if (!response || (await sha256(await response.arrayBuffer())) !== facts?.file) return false;
			found ||= isPage(path);
		}
		return found;
	}

	/** What was being saved when the page went away: ids, or nothing. */
	async function pending(): Promise<string[]> {
		try {
			const ids = (await (await state.match('pending'))?.json()) as unknown;
			return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
		} catch {
			return [];
		}
	}

	const notePending = (ids: readonly string[]) =>
		(ids.length
			? state.put('pending', new Response(JSON.stringify(ids)))
			: state.delete('pending')
		).then(
			() => {},
			() => {}
		);

	return { fetchList, save, saved, remove, verify, pending, notePending };
}

async function sha256(data: BufferSource): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
	return btoa(String.fromCharCode(...digest));
}

/** Bytes of the articles, as far as the list knows them. */
export const bytesOf = (list: OfflineList, ids: readonly string[]) =>
	ids.flatMap((id) => list.articles[id]?.files ?? []).reduce((sum, { bytes }) => sum + bytes, 0);

/**
 * Which saved articles are behind the build: `changed` ones read differently now, `rebuilt` ones
 * only have other scripts, `gone` ones are no longer published.
 */
export function compareSaved(saved: ReadonlyMap<string, SavedArticle>, list: OfflineList) {
	const changed: string[] = [];
	const rebuilt: string[] = [];
	const gone: string[] = [];
	for (const [id, facts] of saved) {
		const article = Object.hasOwn(list.articles, id) ? list.articles[id] : undefined;
		if (!article) gone.push(id);
		else if (article.hash !== facts.hash) changed.push(id);
		else if (list.build !== facts.build) rebuilt.push(id);
	}
	return { changed, rebuilt, gone };
}
