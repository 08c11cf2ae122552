import { resolve } from 'node:path';
import { readValue, writeValue } from '../cache/cached-value.ts';
import { cacheName, codeVersion } from '../cache/hash.ts';
import { parseArticle, type ArticleFrontMatter, type ParsedArticle } from './front-matter.ts';

/** Front matter as it was found, by the path of the file. */
type Entries = Map<string, { yaml: string; found: ArticleFrontMatter }>;

/** Parses the articles of a content folder, and the front matter only of those in which it has changed. */
export class FrontMatterCache {
	readonly #name: string;
	readonly #version: string;
	readonly #entries: Entries;
	#hasChanged = false;

	constructor(content: string) {
		this.#name = cacheName('front-matter', resolve(content));
		this.#version = codeVersion(
			'src/lib/content/library',
			'src/lib/content/yaml',
			'src/lib/content/faults',
			'src/lib/core/article'
		);
		this.#entries = readValue<Entries>(this.#name, this.#version) ?? new Map();
	}

	/** How many files it knows. */
	get size() {
		return this.#entries.size;
	}

	parse(path: string, text: string): ParsedArticle {
		return parseArticle(text, (yaml, parse) => {
			const kept = this.#entries.get(path);
			if (kept?.yaml === yaml) return kept.found;
			const found = parse();
			this.#entries.set(path, { yaml, found });
			this.#hasChanged = true;
			return found;
		});
	}

	/** Keeps what was parsed for the next process. @param present the paths of all articles */
	save(present: readonly string[]) {
		if (!this.#hasChanged) return;
		const paths = new Set(present);
		for (const path of this.#entries.keys()) if (!paths.has(path)) this.#entries.delete(path);
		writeValue(this.#name, this.#version, this.#entries);
		this.#hasChanged = false;
	}
}
