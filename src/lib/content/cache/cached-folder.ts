import { randomUUID } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync
} from 'node:fs';
import { join, resolve } from 'node:path';

const unusedAfterMs = 24 * 3600 * 1000;

/**
 * A folder from the cache, or made and put there as a whole. Others beside it that nobody has used for a day are
 * removed.
 * @param parent path of the folder that it is in
 * @param name a hash of everything that it is made from
 * @param make fills an empty folder, whose path it is given
 * @returns its absolute path
 */
export async function cachedFolder(
	parent: string,
	name: string,
	make: (folder: string) => Promise<void>
): Promise<string> {
	const folder = resolve(parent, name);
	if (existsSync(folder)) {
		const now = new Date();
		utimesSync(folder, now, now);
		return folder;
	}
	mkdirSync(parent, { recursive: true });
	dropUnused(parent);
	const partial = `${folder}.${randomUUID()}`;
	mkdirSync(partial);
	try {
		await make(partial);
		renameSync(partial, folder);
	} catch (error) {
		rmSync(partial, { recursive: true, force: true });
		// Another process may have been faster.
		if (!existsSync(folder)) throw error;
	}
	return folder;
}

function dropUnused(parent: string) {
	for (const name of readdirSync(parent)) {
		const path = join(parent, name);
		if (Date.now() - statSync(path).mtimeMs > unusedAfterMs)
			rmSync(path, { recursive: true, force: true });
	}
}
