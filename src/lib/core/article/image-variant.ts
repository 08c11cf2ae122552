/** An article's image in another width and format. */
export interface ImageVariant {
	/** The image's file, relative to the article's folder. */
	image: string;
	/** Changes with the image and with how variants are made. */
	hash: string;
	/** In pixels. */
	width: number;
	format: 'avif' | 'webp';
}

/** Within the folder of hashed files, which hosts let browsers keep. */
const folder = '_app/immutable/img/';

const variant = new RegExp(`^${folder}(.+)\\.[0-9a-f]{12}\\.\\d+\\.(?:avif|webp)$`);

/** Where a variant is, relative to the base path, not encoded. @param article its id */
export const variantPath = (article: string, { image, hash, width, format }: ImageVariant) =>
	`${folder}${article}/${image}.${hash}.${width}.${format}`;

/** The path of the image that a variant was made from; `null` if the path is not a variant's. */
export const imageOfVariant = (path: string): string | null => variant.exec(path)?.[1] ?? null;
