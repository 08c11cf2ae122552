import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const unusedAfterMs = 24 * 3600 * 1000;

/** Makes room in a folder of the cache: removes what was made more than a day ago. */
export function dropUnused(folder: string) {
	mkdirSync(folder, { recursive: true });
	for (const name of readdirSync(folder)) {
		const path = join(folder, name);
		if (Date.now() - statSync(path).mtimeMs > unusedAfterMs)
			rmSync(path, { recursive: true, force: true });
	}
}
