/**
 * An image without what its pixels do not need: EXIF with the place where it was taken, XMP, IPTC,
 * comments, and whatever follows its end, such as the film of a phone's picture. Its pixels, colors
 * and frames stay as they are. `null` for a file of another type or a damaged one.
 */
export function stripMetadata(bytes: Buffer): Buffer | null {
	const start = bytes.toString('latin1', 0, 12);
	try {
		if (start.startsWith('\x89PNG')) return stripPng(bytes);
		if (start.startsWith('\xff\xd8')) return stripJpeg(bytes);
		if (start.startsWith('GIF8')) return stripGif(bytes);
		return /^RIFF....WEBP$/s.test(start) ? stripWebp(bytes) : null;
	} catch {
		// A length leads past the end.
		return null;
	}
}

const pngMetadata = new Set(['eXIf', 'iTXt', 'tEXt', 'tIME', 'zTXt']);

function stripPng(bytes: Buffer): Buffer {
	const kept = [bytes.subarray(0, 8)];
	for (let at = 8; ;) {
		const end = at + 12 + bytes.readUInt32BE(at);
		const type = bytes.toString('latin1', at + 4, at + 8);
		if (!pngMetadata.has(type)) kept.push(bytes.subarray(at, end));
		if (type === 'IEND') return Buffer.concat(kept);
		at = end;
	}
}

const marker = { end: 0xd9, scan: 0xda, app: 0xe0, lastApp: 0xef, comment: 0xfe };

/** JFIF, the color profile, and what Adobe says of the colors. */
const isJpegColor = (segment: Buffer) =>
	/^.{4}(?:JFIF\0|ICC_PROFILE\0|Adobe)/s.test(segment.toString('latin1', 0, 20));

function stripJpeg(bytes: Buffer): Buffer {
	const kept = [bytes.subarray(0, 2)];
	for (let at = 2; ;) {
		if (bytes.readUInt8(at) !== 0xff) throw new RangeError('Not a marker');
		const code = bytes.readUInt8(at + 1);
		if (code === 0xff) {
			at++;
			continue;
		}
		if (code === marker.end) return Buffer.concat([...kept, bytes.subarray(at, at + 2)]);
		let end = at + 2 + bytes.readUInt16BE(at + 2);
		const isApp = code >= marker.app && code <= marker.lastApp;
		if (code === marker.scan) end = endOfScan(bytes, end);
		const segment = bytes.subarray(at, end);
		if (isApp ? isJpegColor(segment) : code !== marker.comment) kept.push(segment);
		at = end;
	}
}

/** The place of the next marker that is not part of the compressed data. */
function endOfScan(bytes: Buffer, start: number): number {
	for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
		const code = bytes.readUInt8(at + 1);
		const isData = code === 0 || code === 0xff || (code >= 0xd0 && code <= 0xd7);
		if (!isData) return at;
	}
	throw new RangeError('No end');
}

function stripWebp(bytes: Buffer): Buffer {
	const kept: Buffer[] = [];
	const fileEnd = 8 + bytes.readUInt32LE(4);
	for (let at = 12; at < fileEnd;) {
		const size = bytes.readUInt32LE(at + 4);
		const type = bytes.toString('latin1', at, at + 4);
		const end = at + 8 + size + (size % 2);
		const chunk = Buffer.from(bytes.subarray(at, end));
		// The flags of EXIF and XMP.
		if (type === 'VP8X') chunk[8]! &= ~0x0c;
		if (type !== 'EXIF' && type !== 'XMP ') kept.push(chunk);
		at = end;
	}
	const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
	const file = Buffer.concat([head, ...kept]);
	file.writeUInt32LE(file.length - 8, 4);
	return file;
}

function stripGif(bytes: Buffer): Buffer {
	const headEnd = 13 + colorTableSize(bytes.readUInt8(10));
	const kept = [bytes.subarray(0, headEnd)];
	for (let at = headEnd; ;) {
		const kind = bytes.readUInt8(at);
		if (kind === 0x3b) return Buffer.concat([...kept, bytes.subarray(at, at + 1)]);
		const data = kind === 0x2c ? at + 11 + colorTableSize(bytes.readUInt8(at + 9)) : at + 2;
		const end = endOfBlocks(bytes, data);
		const block = bytes.subarray(at, end);
		if (kind === 0x2c || isGifControl(block)) kept.push(block);
		at = end;
	}
}

const colorTableSize = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

/** A frame's delay and transparency, or how often the frames repeat. */
const isGifControl = (block: Buffer) =>
	block[1] === 0xf9 ||
	(block[1] === 0xff &&
		/^.{3}(?:NETSCAPE2\.0|ANIMEXTS1\.0)/s.test(block.toString('latin1', 0, 14)));

/** Where a sequence of sub-blocks ends. */
function endOfBlocks(bytes: Buffer, start: number): number {
	let at = start;
	while (bytes.readUInt8(at)) at += 1 + bytes.readUInt8(at);
	return at + 1;
}
