import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { partPath } from '../../core/search/parts/part-folder.ts';
import { partName } from '../../core/search/parts/part-store.ts';
import { splitIndex, type SplitIndex } from '../../core/search/parts/split-index.ts';
import { hash } from '../cache/hash.ts';

/** Cuts an index file into parts, which have hashes in their names. */
export const indexInParts = (text: string): Promise<SplitIndex> =>
	splitIndex(text, (part) => partName(part, hash(part)));

/** Replaces the parts of an index in a folder. @param parts texts by name */
export async function writeIndexParts(folder: string, parts: ReadonlyMap<string, string>) {
	await rm(folder, { recursive: true, force: true });
	if (parts.size) await mkdir(folder, { recursive: true });
	for (const [name, text] of parts) await writeFile(join(folder, basename(partPath(name))), text);
}
