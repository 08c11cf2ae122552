import { createHash } from 'node:crypto';
import type { ImageVariant } from '../../core/article/image-variant.ts';
import { cachedFile } from '../cache/cached-file.ts';
import { inspectImage, type ImageFacts } from './inspect-image.ts';
import { stripMetadata } from './strip-metadata.ts';

/**
 * The widest image that a page has, in pixels: a large window. Only an image that has variants is
 * made smaller; browsers without them, books and feeds show it, and so does the enlarged view.
 */
export const maxImageWidth = 2560;

/**
 * AVIF with an effort above 2 takes five times as long for a tenth of the bytes (sharp 0.35, photos and
 * screenshots of 1,536 pixels).
 */
const encoding = {
	avif: { quality: 60, effort: 2 },
	webp: { quality: 82, smartSubsample: true },
	jpg: { quality: 86, mozjpeg: true },
	png: { compressionLevel: 9 }
};

/** Increased when this code makes other files from the same image. */
const edition = 1;

/** Twelve hexadecimal digits that change with an image and with how its variants are made. */
export async function imageHash(bytes: Buffer): Promise<string> {
	const { default: sharp } = await import('sharp');
	const { sharp: version, vips } = sharp.versions;
	const recipe = JSON.stringify([edition, encoding, version, vips]);
	return createHash('sha256').update(recipe).update(bytes).digest('hex').slice(0, 12);
}

/** The file of a variant, made or from the cache. @param bytes of its image */
export async function variantFile(
	bytes: Buffer,
	{ hash, width, format }: ImageVariant
): Promise<Buffer<ArrayBuffer>> {
	const { default: sharp } = await import('sharp');
	return cachedFile(`images/${hash}.${width}.${format}`, () =>
		sharp(bytes, { failOn: 'error' })
			.autoOrient()
			.resize(width)
			.toFormat(format, encoding[format])
			.toBuffer()
	);
}

/**
 * An image as it is served: without metadata, its pixels as they are unless it is too wide, turned or
 * in the colors of print. A file that is no image stays as it is.
 */
export async function servedImage(bytes: Buffer, maxWidth = Infinity): Promise<Buffer> {
	let facts: ImageFacts;
	try {
		facts = await inspectImage(bytes);
	} catch {
		return bytes;
	}
	const { type, width, isAnimated, needsConversion } = facts;
	if (isAnimated) return stripMetadata(bytes) ?? bytes;
	const asItIs = type === 'svg' || type === 'avif' ? bytes : stripMetadata(bytes);
	const isFit = width <= maxWidth && !needsConversion;
	return (isFit && asItIs) || converted(bytes, type, Math.min(maxWidth, width));
}

async function converted(bytes: Buffer, type: ImageFacts['type'], width: number): Promise<Buffer> {
	const { default: sharp } = await import('sharp');
	const hash = await imageHash(bytes);
	return cachedFile(`images/${hash}.${width}.served.${type}`, () =>
		sharp(bytes, { failOn: 'error' })
			.autoOrient()
			.resize(width)
			.toFormat(type === 'jpg' ? 'jpeg' : type, type in encoding ? encoding[type as 'jpg'] : {})
			.toBuffer()
	);
}
