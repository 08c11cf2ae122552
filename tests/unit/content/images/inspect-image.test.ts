import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../../src/lib/content/images/inspect-image.ts';
import { imageSizes, planVariants } from '../../../../src/lib/content/images/plan-variants.ts';
import { animation, photo, turnedWithPlace } from './sample-images.ts';

const problemOf = (bytes: Buffer | string) =>
	inspectImage(Buffer.from(bytes)).then(
		() => null,
		({ message }: Error) => message
	);

describe('what is known of an image', () => {
	it('is its size as displayed', async () => {
		expect(await inspectImage(await turnedWithPlace(300, 150).jpeg().toBuffer())).toMatchObject({
			type: 'jpg',
			width: 150,
			height: 300
		});
	});

	it.each(['gif', 'webp'] as const)('is whether it moves: %s', async (format) => {
		const moving = await (await animation()).toFormat(format).toBuffer();
		expect(await inspectImage(moving)).toMatchObject({ width: 40, height: 30, isAnimated: true });
		const still = await photo(40, 30).toFormat(format).toBuffer();
		expect(await inspectImage(still)).toMatchObject({ isAnimated: false });
	});
});

describe('an image that cannot be shown', () => {
	it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('is damaged: %s', async (format) => {
		const whole = await photo(300, 200).toFormat(format).toBuffer();
		expect(await problemOf(whole.subarray(0, whole.length * 0.7))).toMatch(
			/^is damaged \(.+\); save it again$/
		);
	});

	it('is of another kind, or of none', async () => {
		expect(await problemOf(await photo(30, 20).tiff().toBuffer())).toBe(
			'is a .tiff file, which not every browser shows; save it as PNG, JPEG, WebP, AVIF, GIF or SVG'
		);
		expect(await problemOf('words')).toBe('is of no known kind, or damaged');
	});

	it('has too many pixels', async () => {
		const huge = await photo(30, 20).jpeg().toBuffer();
		// Only its header says so; 280 million pixels would take seconds to compress.
		const frame = huge.indexOf(Buffer.from([0xff, 0xc0]));
		huge.writeUInt16BE(14_000, frame + 5);
		huge.writeUInt16BE(20_000, frame + 7);
		expect(await problemOf(huge)).toBe('has more than 268 million pixels; make it smaller');
	});
});

describe('the variants of an image', () => {
	const widthsOf = async (bytes: Buffer, wanted?: number, isFigure = true) => {
		const facts = await inspectImage(bytes);
		const variants = await planVariants('a.png', bytes, facts, { isFigure, wanted });
		return variants.filter(({ format }) => format === 'avif').map(({ width }) => width);
	};

	it.each([
		[3000, undefined, true, [768, 1152, 1536]],
		[3000, undefined, false, [576, 864, 1152]],
		[3000, 200, true, [200, 300, 400]],
		[1000, undefined, true, [768, 1000]],
		[800, undefined, true, [800]],
		[500, undefined, true, [500]]
	])('of %i pixels, shown at %s, as a figure: %s', async (width, wanted, isFigure, expected) => {
		const bytes = await photo(width, 40).png().toBuffer();
		expect(await widthsOf(bytes, wanted, isFigure)).toEqual(expected);
	});

	it('are none if it is tiny, moves, or is drawn with lines', async () => {
		expect(await widthsOf(await photo(1, 1).png().toBuffer())).toEqual([]);
		const frames = await (await animation()).gif().toBuffer();
		expect(await widthsOf(Buffer.concat([frames, Buffer.alloc(5000)]))).toEqual([]);
		const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="9">${' '.repeat(5000)}</svg>`;
		expect(await widthsOf(Buffer.from(svg))).toEqual([]);
	});

	it('are chosen by the width at which the page shows it', async () => {
		const facts = await inspectImage(await photo(700, 20).png().toBuffer());
		expect(imageSizes(facts, { isFigure: true })).toBe('(min-width: 761px) 700px, 92vw');
		expect(imageSizes(facts, { isFigure: false })).toBe('(min-width: 39rem) 36rem, 92vw');
		expect(imageSizes({ ...facts, width: 3000 }, { isFigure: true })).toBe(
			'(min-width: 72rem) 48rem, (min-width: 64rem) calc(100vw - 24rem), 92vw'
		);
	});
});
