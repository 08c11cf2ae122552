import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';

/** Red, green and blue, 0 to 255. */
export type Color = readonly [number, number, number];

/** A pixel takes four bits. */
export const maxColors = 16;

/** Colors from `from`, which is left out, to `to`, in even steps: the edges of a shape on a background. */
export const blends = (from: Color, to: Color, steps: number): Color[] =>
	Array.from({ length: steps }, (_, index) => {
		const share = (index + 1) / steps;
		const mix = (channel: 0 | 1 | 2) =>
			Math.round(from[channel] + (to[channel] - from[channel]) * share);
		return [mix(0), mix(1), mix(2)];
	});

/**
 * Encodes a PNG whose palette is known in advance (PNG specification, third edition:
 * https://www.w3.org/TR/png-3/). sharp would derive one from the picture, which takes twice as long.
 * @param pixels red, green, blue and alpha of each, in rows; opaque, in a buffer of their own
 * @param size of the picture; the width is even
 * @param colors at most `maxColors`; each pixel takes the nearest
 */
export async function indexedPng(
	pixels: Buffer,
	size: { width: number; height: number },
	colors: readonly Color[]
): Promise<Buffer> {
	const { width, height } = size;
	if (colors.length > maxColors) throw new RangeError(`More than ${maxColors} colors`);
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	// Four bits for a pixel, of a palette.
	header.set([4, 3], 8);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('PLTE', Buffer.from(colors.flat())),
		chunk('IDAT', await promisify(deflate)(indexRows(pixels, width, height, colors))),
		chunk('IEND', Buffer.alloc(0))
	]);
}

/** Rows of two pixels a byte, each row after a byte that says that it is not filtered. */
function indexRows(pixels: Buffer, width: number, height: number, colors: readonly Color[]) {
	const values = new Int32Array(pixels.buffer, pixels.byteOffset, width * height);
	const indexes = new Map<number, number>();
	function indexAt(at: number): number {
		let index = indexes.get(values[at]!);
		if (index === undefined)
			indexes.set(values[at]!, (index = nearest(pixels.subarray(at * 4, at * 4 + 3), colors)));
		return index;
	}
	const rowBytes = 1 + width / 2;
	const rows = Buffer.alloc(rowBytes * height);
	const rowOf = (y: number) => pixels.subarray(y * width * 4, (y + 1) * width * 4);
	// Most rows are like those before them, and so are most pairs of pixels.
	for (let y = 0; y < height; y++) {
		const start = y * rowBytes;
		if (y > 0 && rowOf(y).equals(rowOf(y - 1))) {
			rows.copyWithin(start, start - rowBytes, start);
			continue;
		}
		let [left, right, pair] = [values[y * width]!, values[y * width + 1]!, -1];
		for (let to = start + 1, at = y * width; to < start + rowBytes; to++, at += 2) {
			if (pair < 0 || values[at] !== left || values[at + 1] !== right) {
				[left, right] = [values[at]!, values[at + 1]!];
				pair = (indexAt(at) << 4) | indexAt(at + 1);
			}
			rows[to] = pair;
		}
	}
	return rows;
}

function nearest([red, green, blue]: Uint8Array, colors: readonly Color[]): number {
	const distances = colors.map(
		([r, g, b]) => (r - red!) ** 2 + (g - green!) ** 2 + (b - blue!) ** 2
	);
	return distances.indexOf(Math.min(...distances));
}

/** Length, type, data, and the checksum of type and data. */
function chunk(type: string, data: Buffer): Buffer {
	const typed = Buffer.concat([Buffer.from(type), data]);
	const frame = Buffer.alloc(8 + typed.length);
	frame.writeUInt32BE(data.length, 0);
	frame.set(typed, 4);
	frame.writeUInt32BE(crc32(typed), 4 + typed.length);
	return frame;
}
