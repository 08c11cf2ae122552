import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { partPath } from '../../core/search/parts/part-folder.ts';

/** Replaces the parts of an index in a folder. @param parts texts by name */
export async function writeIndexParts(folder: string, parts: ReadonlyMap<string, string>) {
	await rm(folder, { recursive: true, force: true });
	if (parts.size) await mkdir(folder, { recursive: true });
	for (const [name, text] of parts) await writeFile(join(folder, basename(partPath(name))), text);
}
