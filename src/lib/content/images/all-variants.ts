import { readFile } from 'node:fs/promises';
import type { ImageVariant } from '../../core/article/image-variant.ts';
import { variantFile } from './make-image.ts';

interface Illustrated {
	/** Files by their name in the URL. */
	assets: ReadonlyMap<string, string>;
	/** By their paths below the base path. */
	variants: ReadonlyMap<string, ImageVariant>;
}

/** The images of articles in other widths and formats, by path. */
export const allVariants = (articles: readonly Illustrated[]): [string, () => Promise<Buffer>][] =>
	articles.flatMap(({ assets, variants }) =>
		[...variants].map(([path, variant]): [string, () => Promise<Buffer>] => [
			path,
			async () => variantFile(await readFile(assets.get(variant.image)!), variant)
		])
	);
