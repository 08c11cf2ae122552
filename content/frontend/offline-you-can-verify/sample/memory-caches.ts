/** The Cache API in memory, with a quota; files and whole caches can be lost. */
export class MemoryCaches {
	/** Bytes that may be stored; more are refused. */
	quota = Infinity;
	#origin: string;
	#caches = new Map<string, MemoryCache>();

	constructor(origin: string) {
		this.#origin = origin;
	}

	open = async (name: string) => {
		if (!this.#caches.has(name)) this.#caches.set(name, new MemoryCache(this.#origin, this.#room));
		return this.#caches.get(name)!;
	};
	keys = async () => [...this.#caches.keys()];
	delete = async (name: string) => this.#caches.delete(name);
	async match(request: RequestInfo | URL, { cacheName }: { cacheName?: string } = {}) {
		for (const [name, cache] of this.#caches) {
			const found = (cacheName ?? name) === name && (await cache.match(request));
			if (found) return found;
		}
		return undefined;
	}

	/** Single files are damaged or deleted by hand. */
	async deleteFile(path: RegExp) {
		for (const cache of this.#caches.values())
			for (const request of await cache.keys())
				if (path.test(new URL(request.url).pathname)) await cache.delete(request);
	}

	/** What the browser, or its user, does with the data of a whole site. */
	clear() {
		this.#caches.clear();
	}

	/** Bytes in all caches. */
	get used() {
		return [...this.#caches.values()].reduce((sum, { bytes }) => sum + bytes, 0);
	}

	#room = () => this.quota - this.used;
}

class MemoryCache {
	#origin: string;
	#room: () => number;
	#entries = new Map<string, { body: ArrayBuffer; status: number; headers: Headers }>();

	constructor(origin: string, room: () => number) {
		this.#origin = origin;
		this.#room = room;
	}

	get bytes() {
		return [...this.#entries.values()].reduce((sum, { body }) => sum + body.byteLength, 0);
	}

	#key = (request: RequestInfo | URL) =>
		request instanceof Request ? request.url : new URL(request, this.#origin).href;

	async match(request: RequestInfo | URL) {
		const entry = this.#entries.get(this.#key(request));
		return entry && new Response(entry.body.slice(0), entry);
	}

	/** Stores a whole response or none: a body that breaks off rejects. */
	async put(request: RequestInfo | URL, response: Response) {
		const { status, headers } = response;
		const body = await response.arrayBuffer();
		if (body.byteLength > this.#room()) throw new DOMException('Full', 'QuotaExceededError');
		const key = this.#key(request);
		this.#entries.delete(key);
		this.#entries.set(key, { body, status, headers });
	}

	/** Fetches and stores all of these, or none. */
	async addAll(paths: string[]) {
		const responses = await Promise.all(paths.map((path) => fetch(path)));
		if (responses.some(({ ok }) => !ok)) throw new TypeError('Request failed');
		for (const [index, path] of paths.entries()) await this.put(path, responses[index]!);
	}

	delete = async (request: RequestInfo | URL) => this.#entries.delete(this.#key(request));
	keys = async () => [...this.#entries.keys()].map((url) => new Request(url));
}
