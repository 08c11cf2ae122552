import { resolve } from 'node:path';
import { readValue, writeValue } from '../cache/cached-value.ts';
import { cacheName } from '../cache/hash.ts';
import type { Related } from '../library/snapshot.ts';

interface KnownMinutes {
	/** A hash of the text. */
	key: string;
	minutes: number;
}

interface Kept {
	/** By the path of the file. */
	minutes: Map<string, KnownMinutes>;
	related: Related;
}

/** Changes with what is kept. */
const format = '1';

/** What lists and pages show of articles that are not rendered, as the last check of the content found it. */
export class KnownFacts {
	readonly #name: string;
	readonly #kept: Kept;
	#hasChanged = false;

	constructor(content: string) {
		this.#name = cacheName('development', resolve(content));
		this.#kept = readValue<Kept>(this.#name, format) ?? { minutes: new Map(), related: {} };
	}

	/** The reading time of an article; `undefined` if its text has not been rendered. @param key of the text */
	minutesOf(path: string, key: string): number | undefined {
		const known = this.#kept.minutes.get(path);
		return known?.key === key ? known.minutes : undefined;
	}

	setMinutes(path: string, key: string, minutes: number) {
		if (this.minutesOf(path, key) === minutes) return;
		this.#kept.minutes.set(path, { key, minutes });
		this.#hasChanged = true;
	}

	get related() {
		return this.#kept.related;
	}

	set related(related) {
		this.#kept.related = related;
		this.#hasChanged = true;
	}

	/** Keeps what is new for the next process. */
	save() {
		if (this.#hasChanged) writeValue(this.#name, format, this.#kept);
		this.#hasChanged = false;
	}
}
