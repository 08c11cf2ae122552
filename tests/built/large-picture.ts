import { crc32, deflateSync } from 'node:zlib';

const [width, height] = [1000, 400];

function chunk(type: string, data: Buffer): Buffer {
	const bytes = Buffer.alloc(12 + data.length);
	bytes.writeUInt32BE(data.length);
	bytes.write(type, 4, 'latin1');
	data.copy(bytes, 8);
	bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), 8 + data.length);
	return bytes;
}

function pixels(): Buffer {
	const rows = Buffer.alloc(height * (1 + 3 * width));
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const at = y * (1 + 3 * width) + 1 + 3 * x;
			rows[at] = (x * 255) / width;
			rows[at + 1] = ((y >> 3) * 2048) / height;
			rows[at + 2] = (x * (y >> 3)) >> 7;
		}
	return rows;
}

/** What a camera wrote into it. */
export const pictureSecret = 'Taken at 51.5 N';

/** A picture of 1000 × 400 pixels that is worth variants, with a comment. */
export const largePicture = Buffer.concat([
	Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
	chunk(
		'IHDR',
		Buffer.from([0, 0, width >> 8, width & 255, 0, 0, height >> 8, height & 255, 8, 2, 0, 0, 0])
	),
	chunk('tEXt', Buffer.from(`Comment\0${pictureSecret}`, 'latin1')),
	chunk('IDAT', deflateSync(pixels(), { level: 9 })),
	chunk('IEND', Buffer.alloc(0))
]);
