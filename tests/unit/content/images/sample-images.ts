import sharp from 'sharp';

/** A picture that compresses to more than a few bytes, from a fixed sequence of numbers. */
export function photo(width: number, height: number, channels: 3 | 4 = 3) {
	const pixels = Buffer.alloc(width * height * channels);
	let seed = 7;
	for (let at = 0; at < pixels.length; at++) {
		seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
		pixels[at] = (at % 200) + (seed >>> 28);
	}
	return sharp(pixels, { raw: { width, height, channels } });
}

/** Where it was taken, who took it, and that it is to be turned by 90 degrees. */
export const turnedWithPlace = (width: number, height: number) =>
	photo(width, height)
		.withExif({
			IFD0: { Orientation: '6', Artist: 'Somebody' },
			IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100' }
		})
		.withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret/></x:xmpmeta>')
		.withMetadata({ orientation: 6 });

export const withPlace = (width: number, height: number) =>
	photo(width, height)
		.withExif({
			IFD0: { Artist: 'Somebody' },
			IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100' }
		})
		.withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret/></x:xmpmeta>');

/** Frames of one color each, 100 ms apart. */
export const animation = async (frames = 3) => {
	const colors = ['#c00', '#0c0', '#00c', '#cc0'].slice(0, frames);
	const images = await Promise.all(
		colors.map((background) =>
			sharp({ create: { width: 40, height: 30, channels: 3, background } })
				.png()
				.toBuffer()
		)
	);
	return sharp(images, { join: { animated: true } });
};
