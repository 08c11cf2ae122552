import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { workFolder } from '../../lib/content/library/content-folder.ts';

/** Where a build makes the site. */
export const unfinishedSite = () => join(workFolder(), 'site');

/** Where `publish` puts it: `build`, unless OFFPRINT_BUILD names another folder. */
export const outputFolder = () => process.env.OFFPRINT_BUILD ?? 'build';

/** Replaces the output folder by a finished site, so that a build that fails leaves the last one. */
export async function publish(
	site = unfinishedSite(),
	output = outputFolder(),
	renameFolder: (from: string, to: string) => Promise<void> = rename
) {
	const last = join(dirname(site), 'last');
	await rm(last, { recursive: true, force: true });
	await mkdir(output, { recursive: true });
	try {
		await renameFolder(output, last);
		await renameFolder(site, output);
	} catch {
		// The folder is mounted, or on another file system.
		await mkdir(output, { recursive: true });
		for (const name of await readdir(output)) await rm(join(output, name), { recursive: true });
		await cp(site, output, { recursive: true });
		await rm(site, { recursive: true });
	}
	await rm(last, { recursive: true, force: true });
}
