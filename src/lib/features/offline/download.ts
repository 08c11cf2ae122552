import type { BuiltFile, OfflineList } from '$lib/core/offline/cache-entries.ts';
import { SaveError } from './save-error.ts';

/** Called with the bytes as they arrive, and with a negative number when a file failed. */
export type OnBytes = (bytes: number) => void;

export interface Download {
	body: Uint8Array<ArrayBuffer>;
	type: string;
}

/** Fetches files of the site past every cache and verifies them. */
export class Downloader {
	#scope: string;
	#fetch: typeof fetch;

	/** @param scope the base path with its slash */
	constructor(scope: string, fetch: typeof globalThis.fetch) {
		this.#scope = scope;
		this.#fetch = fetch;
	}

	/** The list of the build that the server has now. @throws {SaveError} */
	async fetchList(): Promise<OfflineList> {
		const request = this.#fetch.call(null, `${this.#scope}offline.json`, { cache: 'no-cache' });
		const response = await request.catch((cause: unknown) => {
			throw new SaveError('network', { cause });
		});
		try {
			if (!response.ok) throw new Error(String(response.status));
			return (await response.json()) as OfflineList;
		} catch (cause) {
			throw new SaveError(response.ok ? 'mismatch' : 'network', { cause });
		}
	}

	/** A file whose hash is the one in the build's list. @throws {SaveError} */
	async fetchFile(
		{ path, hash }: BuiltFile,
		onbytes: OnBytes,
		signal?: AbortSignal
	): Promise<Download> {
		let read = 0;
		try {
			const response = await this.#fetch.call(null, this.#scope + path, {
				cache: 'no-store',
				signal
			});
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
}

/** In base64, as the build's list has it. */
export async function sha256(data: BufferSource): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
	return btoa(String.fromCharCode(...digest));
}
