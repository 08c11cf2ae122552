import { allVariants } from '../lib/content/images/all-variants.ts';
import { findArticle } from '../lib/content/library/current.ts';
import { imageOfVariant } from '../lib/core/article/image-variant.ts';

/**
 * Makes the variant of an image of an article; `null` if there is none.
 * @param path without the base path, decoded
 */
export async function findVariant(path: string): Promise<Buffer | null> {
	const [category, slug] = imageOfVariant(path)?.split('/') ?? [];
	const article = category && slug ? await findArticle({ category, slug }) : undefined;
	const [, make] = allVariants(article ? [article] : []).find(([name]) => name === path) ?? [];
	return make ? make() : null;
}
