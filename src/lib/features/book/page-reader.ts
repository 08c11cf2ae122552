import { cachesOf, readMetadata } from '$lib/core/offline/cache-entries.ts';
import { bodyId, parsePage } from '$lib/ui/dom/page-document.ts';

const timeoutMs = 20_000;

/** Reads files of the site from this device and from the server, without leaving traces. */
export class PageReader {
	#scope: string;
	#build: string | undefined;
	#signal: AbortSignal;

	/**
	 * @param scope the base path with its slash
	 * @param build the build of the open page
	 */
	constructor(scope: string, build: string | undefined, signal: AbortSignal) {
		this.#scope = scope;
		this.#build = build;
		this.#signal = signal;
	}

	/** The body of an article; `null` if it can be reached neither here nor there. */
	async readArticle(id: string): Promise<Element | null> {
		const response = await this.#read(`${this.#scope}${id}/`);
		// The page of a captive portal has no article.
		return response && parsePage(await response.text()).getElementById(bodyId);
	}

	/** @param path below the base path, encoded */
	async readFile(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
		const response = await this.#read(this.#scope + path);
		return response && new Uint8Array(await response.arrayBuffer());
	}

	/**
	 * A copy on this device that is up to date, else the server's, else any copy. The worker would keep
	 * what it fetches as visited, so the server is asked past it.
	 */
	async #read(path: string): Promise<Response | null> {
		const copy = await this.#cached(path);
		if (copy && readMetadata(copy)?.build === this.#build) return copy;
		return (await this.#fetch(path)) ?? copy;
	}

	async #cached(path: string): Promise<Response | null> {
		const { saved, visited } = cachesOf(this.#scope);
		try {
			for (const name of [saved, visited]) {
				const copy = await (await caches.open(name)).match(path);
				if (copy) return copy;
			}
		} catch {
			// The browser blocks storage.
		}
		return null;
	}

	async #fetch(path: string): Promise<Response | null> {
		const limit = new AbortController();
		const stop = () => limit.abort();
		const timer = setTimeout(stop, timeoutMs);
		this.#signal.addEventListener('abort', stop);
		try {
			const response = await fetch(path, { cache: 'no-store', signal: limit.signal });
			// Read here, so that the time limit counts for all of it.
			return response.ok ? new Response(await response.blob()) : null;
		} catch {
			this.#signal.throwIfAborted();
			return null;
		} finally {
			clearTimeout(timer);
			this.#signal.removeEventListener('abort', stop);
		}
	}
}
