import { fnv1a } from '../index/checksum.ts';
import { IndexError } from '../index/index-error.ts';

/** An answer needs parts of the index that have not been fetched. */
export class MissingParts extends Error {
	override name = 'MissingParts';
	/** Fetches them; rejects if one of them cannot be fetched. */
	readonly load: () => Promise<void>;

	constructor(load: () => Promise<void>) {
		super('Parts of the index have not been fetched');
		this.load = load;
	}
}

/**
 * Maps all items, even if parts are missing for some, so that all missing parts are fetched at once.
 * @throws {MissingParts} with the parts that were missing for any
 */
export function mapEach<Item, Result>(
	items: readonly Item[],
	map: (item: Item) => Result
): Result[] {
	const missing: MissingParts[] = [];
	const results = items.flatMap((item) => {
		try {
			return [map(item)];
		} catch (error) {
			if (!(error instanceof MissingParts)) throw error;
			missing.push(error);
			return [];
		}
	});
	if (missing.length)
		throw new MissingParts(async () => {
			await Promise.all(missing.map(({ load }) => load()));
		});
	return results;
}

/**
 * Asks again each time that parts of the index were missing and have been fetched.
 * @throws what `ask` throws otherwise, or if a part cannot be fetched
 */
export async function whenComplete<Answer>(ask: () => Answer): Promise<Answer> {
	for (;;)
		try {
			return ask();
		} catch (error) {
			if (!(error instanceof MissingParts)) throw error;
			await error.load();
		}
}

/**
 * The name of a part: its content decides it, so it may be cached forever.
 * @param digest of the text, at least eight characters; no two parts with one checksum have it in common
 */
export const partName = (text: string, digest: string) => `${fnv1a(text)}${digest.slice(0, 8)}`;

/** @throws {IndexError} if a text is not the part of that name, undamaged */
export function verifyPart(name: string, text: string): string {
	if (!name.startsWith(fnv1a(text))) throw new IndexError('A part of the index is damaged');
	return text;
}

/** The parts that have been fetched. */
export class PartStore {
	#fetch: (name: string) => Promise<string>;
	#texts = new Map<string, string>();
	#loading = new Map<string, Promise<void>>();
	/** Wanted and not there. */
	#wanted = new Set<string>();

	/** @param fetch rejects if a part cannot be fetched, or is damaged */
	constructor(fetch: (name: string) => Promise<string>) {
		this.#fetch = fetch;
	}

	/** @throws {MissingParts} if any of the parts is not there */
	require(names: readonly string[]) {
		const missing = names.filter((name) => !this.#texts.has(name));
		if (missing.length) throw new MissingParts(() => this.load(missing));
	}

	/** @throws {MissingParts} if the part is not there */
	get(name: string): string {
		this.require([name]);
		return this.#texts.get(name)!;
	}

	/** A part; if it is not there, `undefined`, and `assertComplete` throws. */
	want(name: string): string | undefined {
		const text = this.#texts.get(name);
		if (text === undefined) this.#wanted.add(name);
		return text;
	}

	/** @throws {MissingParts} if any part that was wanted was not there */
	assertComplete() {
		const names = [...this.#wanted];
		this.#wanted.clear();
		this.require(names);
	}

	async load(names: readonly string[]): Promise<void> {
		await Promise.all(names.map((name) => this.#load(name)));
	}

	async #load(name: string): Promise<void> {
		if (this.#texts.has(name)) return;
		let loading = this.#loading.get(name);
		if (!loading) {
			loading = this.#fetch(name)
				.then((text) => void this.#texts.set(name, text))
				.finally(() => this.#loading.delete(name));
			this.#loading.set(name, loading);
		}
		await loading;
	}
}
