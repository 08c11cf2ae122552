import { rmSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import {
	imageHash,
	servedImage,
	variantFile
} from '../../../../src/lib/content/images/make-image.ts';
import { animation, photo, turnedWithPlace, withPlace } from './sample-images.ts';

const pixelsOf = async (image: Buffer) => sharp(image, { animated: true }).raw().toBuffer();
const metadataOf = (image: Buffer) => sharp(image, { animated: true }).metadata();

async function expectNoMetadata(image: Buffer) {
	const { exif, xmp, iptc, comments } = await metadataOf(image);
	expect([exif, xmp, iptc, comments]).toEqual([undefined, undefined, undefined, undefined]);
	expect(image.includes('secret') || image.includes('Somebody')).toBe(false);
}

const variantOf = async (image: Buffer, width: number, format: 'avif' | 'webp') =>
	variantFile(image, { image: 'a', hash: await imageHash(image), width, format });

describe('an image as it is served', () => {
	it.each(['jpeg', 'png', 'webp'] as const)(
		'has no place and no author, and the same pixels: %s',
		async (format) => {
			const image = await withPlace(300, 150).toFormat(format).toBuffer();
			const served = await servedImage(image);
			await expectNoMetadata(served);
			expect((await pixelsOf(served)).equals(await pixelsOf(image))).toBe(true);
		}
	);

	it('has none as AVIF either', async () => {
		const served = await servedImage(await withPlace(300, 150).avif().toBuffer());
		await expectNoMetadata(served);
		const plain = await photo(30, 20).avif().toBuffer();
		expect((await servedImage(plain)).equals(plain)).toBe(true);
	});

	it('ends where the image ends: the film after a photo is gone', async () => {
		const image = await photo(30, 20).jpeg().toBuffer();
		const served = await servedImage(Buffer.concat([image, Buffer.from('secret film')]));
		expect(served.equals(image)).toBe(true);
	});

	it('keeps its color profile', async () => {
		const image = await photo(30, 20).withIccProfile('p3').withXmp('<secret/>').jpeg().toBuffer();
		expect((await metadataOf(await servedImage(image))).icc).toEqual((await metadataOf(image)).icc);
	});

	it.each(['jpeg', 'png', 'webp'] as const)(
		'is turned as its metadata said: %s',
		async (format) => {
			const served = await servedImage(await turnedWithPlace(300, 150).toFormat(format).toBuffer());
			await expectNoMetadata(served);
			expect(await metadataOf(served)).toMatchObject({ width: 150, height: 300 });
		}
	);

	it.each(['gif', 'webp'] as const)('keeps its frames: %s', async (format) => {
		const options = { delay: [100, 200, 300], loop: 2 };
		const moving = (await animation()).withXmp('<secret/>');
		const image = await moving.toFormat(format, options).toBuffer();
		const served = await servedImage(image, 20);
		await expectNoMetadata(served);
		expect(await metadataOf(served)).toMatchObject({ pages: 3, ...options });
		expect((await pixelsOf(served)).equals(await pixelsOf(image))).toBe(true);
	});

	it('keeps the frames of a PNG', async () => {
		const png = await photo(30, 20).png().toBuffer();
		const frames = Buffer.from('\0\0\0\x08acTL\0\0\0\x02\0\0\0\0', 'latin1');
		const image = Buffer.concat([png.subarray(0, 33), frames, Buffer.alloc(4), png.subarray(33)]);
		expect((await servedImage(image, 20)).equals(image)).toBe(true);
	});

	it('is in the colors of screens', async () => {
		const image = await photo(30, 20).toColourspace('cmyk').jpeg().toBuffer();
		expect((await metadataOf(image)).space).toBe('cmyk');
		expect((await metadataOf(await servedImage(image))).space).toBe('srgb');
	});

	it('is no wider than a window, and its shape stays', async () => {
		const image = await photo(6000, 30).jpeg().toBuffer();
		expect(await metadataOf(await servedImage(image, 2560))).toMatchObject({
			width: 2560,
			height: 13,
			format: 'jpeg'
		});
		expect(await metadataOf(await servedImage(image))).toMatchObject({ width: 6000 });
	});

	it('may be a file that is no image', async () => {
		const text = Buffer.from('words');
		expect(await servedImage(text)).toBe(text);
	});
});

describe('a variant', () => {
	it.each(['avif', 'webp'] as const)(
		'has its width, turned, without metadata: %s',
		async (format) => {
			const image = await turnedWithPlace(300, 150).jpeg().toBuffer();
			const variant = await variantOf(image, 75, format);
			await expectNoMetadata(variant);
			expect(await metadataOf(variant)).toMatchObject({
				width: 75,
				height: 150,
				format: format === 'avif' ? 'heif' : 'webp'
			});
		}
	);

	it.each(['avif', 'webp'] as const)(
		'stays transparent, and in colors of screens: %s',
		async (format) => {
			const transparent = await photo(60, 20, 4).png().toBuffer();
			expect(await metadataOf(await variantOf(transparent, 30, format))).toMatchObject({
				hasAlpha: true
			});
			const print = await photo(60, 20).toColourspace('cmyk').jpeg().toBuffer();
			expect(await metadataOf(await variantOf(print, 30, format))).toMatchObject({ channels: 3 });
		}
	);

	it('is smaller than the image, and the same bytes each time', async () => {
		const encode = (image: Sharp) => image.png().toBuffer();
		const image = await encode(photo(800, 400));
		const hash = await imageHash(image);
		for (const format of ['avif', 'webp'] as const) {
			const variant = await variantOf(image, 768, format);
			expect(variant.length).toBeLessThan(image.length / 2);
			rmSync(`node_modules/.cache/offprint/images/${hash}.768.${format}`);
			expect((await variantOf(image, 768, format)).equals(variant)).toBe(true);
		}
		expect(await imageHash(await encode(photo(801, 400)))).not.toBe(hash);
	});
});
