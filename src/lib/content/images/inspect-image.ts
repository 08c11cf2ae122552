import { imageSize } from 'image-size';
import type { Metadata } from 'sharp';
import { svgProblem } from './svg-problem.ts';

/** What a page has to know of an image. */
export interface ImageFacts {
	type: 'avif' | 'gif' | 'jpg' | 'png' | 'svg' | 'webp';
	/** In pixels, as displayed: turned as its EXIF data says. */
	width: number;
	height: number;
	isAnimated: boolean;
	/** It is to be turned, is in the colors of print, or has metadata that `stripMetadata` cannot remove. */
	needsConversion: boolean;
}

/** Its message says what is wrong with an image, and the cure. */
export class ImageProblem extends Error {}

/** @throws {ImageProblem} for an image that browsers do not show, or not safely */
export async function inspectImage(bytes: Buffer): Promise<ImageFacts> {
	const { type, ...size } = sizeOf(bytes);
	if (type === 'svg') {
		const problem = svgProblem(bytes.toString('utf8'));
		if (problem) throw new ImageProblem(problem);
		return { type, ...size, isAnimated: false, needsConversion: false };
	}
	return inspectPixels(bytes, type);
}

function sizeOf(bytes: Buffer) {
	try {
		const { type = '', width, height } = imageSize(bytes);
		return { type, width, height };
	} catch {
		throw new ImageProblem('is of no known kind, or damaged');
	}
}

const shown = ['avif', 'gif', 'jpg', 'png', 'webp'] as const;

/** Reads all of an image, because a damaged one may begin well. */
async function inspectPixels(bytes: Buffer, named: string): Promise<ImageFacts> {
	const { default: sharp } = await import('sharp');
	try {
		const metadata = await sharp(bytes).metadata();
		// Some files are AVIF by their content only.
		const isAvif = metadata.format === 'heif' && metadata.compression === 'av1';
		const type = shown.find((name) => name === (isAvif ? 'avif' : named));
		if (!type)
			throw new ImageProblem(
				`is a .${named} file, which not every browser shows; save it as PNG, JPEG, WebP, AVIF, GIF or SVG`
			);
		const pages = type === 'gif' || type === 'webp' ? -1 : 1;
		await sharp(bytes, { failOn: 'error', pages }).resize(8).raw().toBuffer();
		return factsOf(type, bytes, metadata);
	} catch (error) {
		throw error instanceof ImageProblem ? error : new ImageProblem(damage(error as Error));
	}
}

const damage = ({ message }: Error) =>
	/pixel limit/.test(message)
		? 'has more than 268 million pixels; make it smaller'
		: `is damaged (${message.split('\n')[0]!.trim()}); save it again`;

const factsOf = (
	type: ImageFacts['type'],
	bytes: Buffer,
	{ autoOrient, orientation = 1, pages = 1, space, exif, xmp }: Metadata
): ImageFacts => ({
	type,
	...autoOrient,
	isAnimated: pages > 1 || isAnimatedPng(bytes) || isAnimatedAvif(bytes),
	needsConversion: orientation > 1 || space === 'cmyk' || (type === 'avif' && Boolean(exif ?? xmp))
});

/** The chunk that announces frames comes before the pixels. */
function isAnimatedPng(bytes: Buffer): boolean {
	const at = bytes.indexOf('acTL', 8, 'latin1');
	return bytes.toString('latin1', 1, 4) === 'PNG' && at > 0 && at < bytes.indexOf('IDAT');
}

/** A sequence says so in the names of what it is compatible with. */
const isAnimatedAvif = (bytes: Buffer) => /^.{4}ftyp.*avis/s.test(bytes.toString('latin1', 0, 64));
