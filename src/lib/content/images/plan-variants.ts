import type { ImageVariant } from '../../core/article/image-variant.ts';
import type { ImageFacts } from './inspect-image.ts';
import { imageHash } from './make-image.ts';

/** How wide the page of an article shows images, in CSS pixels with 16 a rem: its grid and `prose.css`. */
const columnPx = { figure: 768, text: 576 };

/** Device pixels a CSS pixel; with more, nobody sees a difference. */
const densities = [1, 1.5, 2];

/** A smaller file fits into the first packets, whatever its format. */
const minBytes = 4096;

/** A width that is nearly the next one only costs time. */
const minStep = 0.8;

export interface ShownImage {
	/** Among the blocks of the article, where it may be wider than the text. */
	isFigure: boolean;
	/** The author's width in CSS pixels. */
	wanted?: number;
}

/** How wide an image is at most, in CSS pixels. */
const shownWidth = ({ width }: ImageFacts, { isFigure, wanted }: ShownImage) =>
	Math.min(wanted ?? width, columnPx[isFigure ? 'figure' : 'text']);

/** The variants of an image; none if its file is small, animated or drawn with lines. */
export async function planVariants(
	name: string,
	bytes: Buffer,
	facts: ImageFacts,
	shown: ShownImage
): Promise<ImageVariant[]> {
	if (facts.type === 'svg' || facts.isAnimated || bytes.length < minBytes) return [];
	const width = shownWidth(facts, shown);
	const widths = densities.map((density) => Math.min(facts.width, Math.round(width * density)));
	const distinct = widths.filter((step, index) => {
		const next = widths[index + 1];
		return next === undefined || step < next * minStep;
	});
	const hash = await imageHash(bytes);
	return (['avif', 'webp'] as const).flatMap((format) =>
		distinct.map((step) => ({ image: name, hash, width: step, format }))
	);
}

/** How wide the page shows an image, as the `sizes` attribute has it. */
export function imageSizes(facts: ImageFacts, shown: ShownImage): string {
	const width = shownWidth(facts, shown);
	if (width < columnPx.text || (shown.isFigure && width < columnPx.figure))
		return `(min-width: ${Math.ceil(width / 0.92)}px) ${width}px, 92vw`;
	return shown.isFigure
		? '(min-width: 72rem) 48rem, (min-width: 64rem) calc(100vw - 24rem), 92vw'
		: '(min-width: 39rem) 36rem, 92vw';
}
