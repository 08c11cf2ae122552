import { linkSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readValue, writeValue } from '../../lib/content/cache/cached-value.ts';
import { cacheName, hash } from '../../lib/content/cache/hash.ts';
import { compresses } from '../../lib/content/hosts/compress.ts';
import type { Bundle } from './bundle.ts';
import { fileAt, type WrittenFile } from './written-file.ts';

/** What the names of a file and of its compressed copies end with. */
const endings = ['', '.br', '.gz'];

/** What a file and its compressed copies are recognized by: size and time of each, if it is there. */
export const stampOf = (file: string): string =>
	endings
		.map((ending) => statSync(file + ending, { throwIfNoEntry: false }))
		.map((facts) => (facts ? `${facts.size} ${facts.mtimeMs}` : ''))
		.join();

const recordOf = (folder: string) => cacheName('sites', resolve(folder));

/** A hash of what changes any file of a site. @param careful see `isCareful` */
export const siteEdition = ({ key }: Bundle, careful: boolean): string =>
	hash(key, String(careful), String(compresses()));

interface Remembered {
	written: readonly WrittenFile[];
	/** Stamps of files whose names change with their content, by path. */
	hashed: ReadonlyMap<string, string>;
}

/**
 * Remembers what a build wrote.
 * @param folder where it published the site
 * @param hashed paths of files whose names change with their content
 */
export const rememberSite = (
	folder: string,
	edition: string,
	written: readonly WrittenFile[],
	hashed: readonly string[]
) =>
	writeValue<Remembered>(recordOf(folder), edition, {
		written,
		hashed: new Map(hashed.map((path) => [path, stampOf(join(folder, path))]))
	});

/** Links a file to a place whose folder may not exist. */
function linkInto(from: string, to: string) {
	try {
		linkSync(from, to);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
		mkdirSync(dirname(to), { recursive: true });
		linkSync(from, to);
	}
}

/** The site that the last build published. What has not changed is linked into the next, and keeps its time. */
export class LastSite {
	#folder: string;
	#written: ReadonlyMap<string, WrittenFile>;
	#hashed: ReadonlyMap<string, string>;

	/** @param edition that of the next build; a site of another one has nothing for it */
	constructor(folder: string, edition: string) {
		const last = readValue<Remembered>(recordOf(folder), edition);
		this.#folder = folder;
		this.#written = new Map(last?.written.map((file) => [file.path, file]));
		this.#hashed = last?.hashed ?? new Map<string, string>();
	}

	/**
	 * Links a file and its compressed copies into a site.
	 * @param path see `WrittenFile`
	 * @returns `undefined` if there is none, or it is no longer as the build left it
	 */
	take(
		path: string,
		site: string,
		isSame: (file: WrittenFile) => boolean
	): WrittenFile | undefined {
		const file = this.#written.get(path);
		if (!file || !isSame(file)) return undefined;
		return this.#link(fileAt(path), site, file.stamp, endings) ? file : undefined;
	}

	/** Links the compressed copies of a file whose name changes with its content; `false` if it was not there. */
	takeCopies(path: string, site: string): boolean {
		const stamp = this.#hashed.get(path);
		return stamp !== undefined && this.#link(path, site, stamp, endings.slice(1));
	}

	#link(path: string, site: string, stamp: string, wanted: readonly string[]): boolean {
		const [from, to] = [join(this.#folder, path), join(site, path)];
		if (stampOf(from) !== stamp) return false;
		const stamps = stamp.split(',');
		const present = wanted.filter((ending) => stamps[endings.indexOf(ending)]);
		try {
			for (const ending of present) linkInto(from + ending, to + ending);
			return true;
		} catch {
			// The file system has no links. Whoever writes the file must not write into the last site's.
			for (const ending of present) rmSync(to + ending, { force: true });
			return false;
		}
	}
}
