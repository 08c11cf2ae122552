import type { BookImage } from './book.ts';

const signatures: [BookImage['type'], RegExp][] = [
	['image/png', /^\x89PNG/],
	['image/jpeg', /^\xff\xd8\xff/],
	['image/gif', /^GIF8/],
	['image/svg+xml', /^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg)/i]
];

/** The type of an image by its first bytes; `undefined` if not every reader of EPUB 3 knows it. */
export function imageType(bytes: Uint8Array): BookImage['type'] | undefined {
	const start = String.fromCharCode(...bytes.subarray(0, 64));
	return signatures.find(([, signature]) => signature.test(start))?.[0];
}
