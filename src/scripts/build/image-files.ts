import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { allVariants } from '../../lib/content/images/all-variants.ts';
import type { Library } from '../../lib/content/library/library.ts';

/** Writes the images of a site in other widths and formats. */
export async function writeImages(site: string, { articles }: Library): Promise<void> {
	for (const [path, make] of allVariants(articles)) {
		const file = join(site, path);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, await make());
	}
}
