import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { indexInParts } from '../../src/lib/content/search-index/index-parts.ts';
import { partPath } from '../../src/lib/core/search/parts/part-folder.ts';
import { generatedFile, insteadOf } from '../bench/built-files.ts';
import type { Site } from '../built/build-sites.ts';

/** A copy of a built site with the search index in parts, as a library of thousands of articles has it. */
export async function makePartedSite(site: Site): Promise<Site> {
	const folder = mkdtempSync(join(tmpdir(), 'offprint-parted-'));
	cpSync(site.folder, folder, { recursive: true });
	const index = generatedFile(folder, 'index');
	const { head, parts } = await indexInParts(readFileSync(join(folder, index), 'utf8'));
	const files = new Map(insteadOf(folder, { [index]: head }));
	for (const [name, text] of parts) files.set(partPath(name), text);
	for (const [path, text] of files) {
		const file = join(folder, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text);
	}
	return { ...site, folder };
}
