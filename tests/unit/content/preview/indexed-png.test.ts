import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
	blends,
	indexedPng,
	maxColors,
	type Color
} from '../../../../src/lib/content/preview/indexed-png.ts';

const white: Color = [255, 255, 255];
const black: Color = [0, 0, 0];
const red: Color = [200, 10, 20];

/** Opaque pixels as sharp gives them. */
const pixelsOf = (colors: readonly Color[]) =>
	Buffer.from(new Uint8Array(colors.flatMap((color) => [...color, 255])).buffer);

async function decode(png: Buffer): Promise<Color[]> {
	const data = await sharp(png).removeAlpha().raw().toBuffer();
	return Array.from(
		{ length: data.length / 3 },
		(_, index) => [...data.subarray(index * 3, index * 3 + 3)] as unknown as Color
	);
}

describe('a PNG with a palette', () => {
	it('has every pixel in its place, in rows of any order of colors', async () => {
		const palette = [white, black, red, ...blends(white, red, 4)];
		const size = { width: 34, height: 21 };
		// Runs of one color, changes at odd and even places, and rows that end in the next one's color.
		const colors = Array.from(
			{ length: size.width * size.height },
			(_, index) => palette[index % 97 < 40 ? 0 : (index * index) % palette.length]!
		);
		const png = await indexedPng(pixelsOf(colors), size, palette);
		expect(await sharp(png).metadata()).toMatchObject({ format: 'png', ...size, isPalette: true });
		expect(await decode(png)).toEqual(colors);
	});

	it('takes the nearest color for one that the palette has not', async () => {
		const near: Color[] = [
			[250, 251, 252],
			[9, 3, 1],
			[180, 30, 30],
			[190, 190, 190]
		];
		const png = await indexedPng(pixelsOf(near), { width: 4, height: 1 }, [white, black, red]);
		expect(await decode(png)).toEqual([white, black, red, white]);
	});

	it('refuses more colors than four bits can name', async () => {
		const pixels = pixelsOf([white, white]);
		const size = { width: 2, height: 1 };
		await expect(indexedPng(pixels, size, blends(white, black, maxColors))).resolves.toBeTruthy();
		await expect(indexedPng(pixels, size, blends(white, black, maxColors + 1))).rejects.toThrow(
			RangeError
		);
	});
});

it('steps from one color to another, without the first and with the last', () => {
	expect(blends(white, [55, 155, 255], 2)).toEqual([
		[155, 205, 255],
		[55, 155, 255]
	]);
});
