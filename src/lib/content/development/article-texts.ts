import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { hash } from '../cache/hash.ts';
import type { FileFault } from '../faults/report.ts';
import { FrontMatterCache } from '../library/front-matter-cache.ts';
import type { ParsedArticle } from '../library/front-matter.ts';
import { readText } from '../library/read-text.ts';
import type { ArticleFile } from '../library/scan.ts';

/** An article as its file says. */
export interface ArticleText {
	file: ArticleFile;
	parsed: ParsedArticle;
	/** A hash of its body. */
	key: string;
}

/** How many files are read before requests get a turn. */
const readAtOnce = 50;

/** The files of all articles, of which only those are read again that were edited. */
export class ArticleTexts {
	/** Of files that are not text. */
	faults: FileFault[] = [];
	readonly #frontMatter: FrontMatterCache;
	/** By absolute path. */
	#texts = new Map<string, ArticleText>();

	constructor(content: string) {
		this.#frontMatter = new FrontMatterCache(content);
	}

	get all(): Iterable<ArticleText> {
		return this.#texts.values();
	}

	/** @param path absolute */
	at(path: string): ArticleText | undefined {
		return this.#texts.get(path);
	}

	/** Reads articles that are new or among `edited`, absolute paths. */
	async read(files: readonly ArticleFile[], edited: ReadonlySet<string>) {
		const before = this.#texts;
		this.#texts = new Map();
		this.faults = [];
		for (const [index, file] of files.entries()) {
			const path = resolve(file.path);
			const known = edited.has(path) ? undefined : before.get(path);
			const text = known ? { ...known, file } : this.#read(file, this.faults);
			if (text) this.#texts.set(path, text);
			if (index % readAtOnce === 0) await setImmediate();
		}
		this.#frontMatter.save(files.map(({ path }) => path));
	}

	/**
	 * Reads articles again, if each of `paths` still is one.
	 * @returns whether front matter has changed; `null` if this cannot be all that has
	 */
	readAgain(paths: Iterable<string>): { hasNewFrontMatter: boolean } | null {
		let hasNewFrontMatter = false;
		for (const path of paths) {
			const before = this.#texts.get(path);
			const after = before && this.#read(before.file, []);
			if (!after) return null;
			hasNewFrontMatter ||= after.parsed.frontMatter !== before.parsed.frontMatter;
			this.#texts.set(path, after);
		}
		return { hasNewFrontMatter };
	}

	#read(file: ArticleFile, faults: FileFault[]): ArticleText | null {
		const text = readText(file.path, faults);
		if (text === null) return null;
		const parsed = this.#frontMatter.parse(file.path, text);
		return { file, parsed, key: hash(parsed.body) };
	}
}
