import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Paths of all files in a folder at any depth, relative to it, with forward slashes, sorted. */
export async function listFiles(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
		.sort();
}
