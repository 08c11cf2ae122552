import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { BundleSources } from '../lib/content/library/bundle-sources.ts';

/** Path of an `.svx` article's Svelte source → the folder that its imports are relative to. */
export interface SvelteSources extends Map<string, string> {
	/** The same for as long as the bundle is. */
	text?: string;
}

/**
 * Writes what Vite bundles of the content, in place of what an earlier run wrote.
 * @param found `null` while the site cannot be read; Vite still finds every file that it looks for
 */
export async function writeSources(
	generated: string,
	found: BundleSources | null
): Promise<SvelteSources> {
	await mkdir(generated, { recursive: true });
	await writeFile(join(generated, 'site.json'), JSON.stringify(found?.site ?? {}));
	await rm(join(generated, 'svx'), { recursive: true, force: true });
	const sources: SvelteSources = Object.assign(new Map<string, string>(), {
		text: JSON.stringify(found)
	});
	for (const { id, source, folder } of found?.components ?? []) {
		const path = resolve(generated, 'svx', `${id}.svelte`);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, source);
		sources.set(path, resolve(folder));
	}
	return sources;
}
