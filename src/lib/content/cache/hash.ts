import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A hash of several parts; where one ends and the next begins matters. */
export function hash(...parts: readonly (string | Buffer)[]): string {
	const sum = createHash('sha256');
	for (const part of parts) sum.update(part).update('\0');
	return sum.digest('hex');
}

/**
 * The name of a file of the cache.
 * @param parts what distinguishes it from the others in its folder
 */
export const cacheName = (folder: string, ...parts: readonly (string | Buffer)[]) =>
	`${folder}/${hash(...parts).slice(0, 32)}`;

/**
 * A hash of code, so that a change to it empties a cache, and of the versions of all packages.
 * @param paths files and folders
 */
export function codeVersion(...paths: readonly string[]): string {
	const files = [...paths, 'package-lock.json'].filter((path) => existsSync(path)).flatMap(filesIn);
	return hash(...files.map((path) => readFileSync(path)));
}

const filesIn = (path: string): string[] =>
	statSync(path).isDirectory()
		? readdirSync(path)
				.sort()
				.flatMap((name) => filesIn(join(path, name)))
		: [path];
