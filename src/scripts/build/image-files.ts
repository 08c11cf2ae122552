import { join } from 'node:path';
import { allVariants } from '../../lib/content/images/all-variants.ts';
import type { Library } from '../../lib/content/library/library.ts';
import { writeWithFolder } from './write-with-folder.ts';

/** Writes the images of a site in other widths and formats. */
export async function writeImages(site: string, { articles }: Library): Promise<void> {
	for (const [path, make] of allVariants(articles))
		await writeWithFolder(join(site, path), await make());
}
