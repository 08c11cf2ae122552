import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file in a folder and its subfolders. */
export const filesOf = (folder: string): string[] =>
	readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		return statSync(path).isDirectory() ? filesOf(path) : [path];
	});
