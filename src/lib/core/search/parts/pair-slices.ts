import { createBitReader, createBitWriter } from '../index/bits.ts';
import {
	classCounts,
	lastClass,
	shorten,
	type DocumentPairs,
	type KeptPairs
} from '../index/encode-pairs.ts';
import { lowerBound } from '../index/lower-bound.ts';

/**
 * The pairs of all documents, cut by their hashes: a slice has the same share of the hashes of every
 * document, so one file says which documents have a pair.
 */

/** For the number of entries of a slice. */
const countBits = 20;
/** Of the number of documents without an entry between two others. */
const gapBits = 1;

/** The shortened hashes that hashes of a slice may have: a hash at its border may be in two slices. */
function shortRange(slice: number, slices: number, size: number): [first: number, last: number] {
	const width = 2 ** 32 / slices;
	return [shorten(slice * width, size), shorten((slice + 1) * width - 1, size)];
}

/** How many bits tell one of `count` numbers from the others. */
const widthOf = (count: number) => Math.ceil(Math.log2(count));

/**
 * Encodes each slice: for each entry the number of documents that are skipped in Rice code, the place
 * of the shortened hash among those that the slice may have of the document, and the class of the count
 * in unary. The inverse is `openPairSlice`.
 * @param slices a power of two, up to 256
 */
export function encodePairSlices(documents: readonly KeptPairs[], slices: number): string[] {
	return Array.from({ length: slices }, (_, slice) => {
		const entries: (() => void)[] = [];
		const { write, writeUnary, end } = createBitWriter();
		let next = 0;
		for (const [document, { size, hashes, classes }] of documents.entries()) {
			const [first, last] = shortRange(slice, slices, size);
			for (let n = lowerBound(hashes, first); n < hashes.length && hashes[n]! <= last; n++) {
				const skipped = document - next;
				next = document;
				entries.push(() => {
					writeUnary(skipped >> gapBits);
					write(skipped, gapBits);
					write(hashes[n]! - first, widthOf(last - first + 1));
					writeUnary(classes[n]!, lastClass);
				});
			}
		}
		write(entries.length, countBits);
		for (const writeEntry of entries) writeEntry();
		return end();
	});
}

/** The entries of a slice; `count` takes only hashes of the slice. */
export interface PairSlice {
	count(document: number, hash: number): number;
}

/** @param sizeOf the number of pairs that were kept of a document */
export function openPairSlice(
	text: string,
	slice: number,
	slices: number,
	sizeOf: (document: number) => number
): PairSlice {
	const { read, readUnary } = createBitReader(text);
	const length = read(countBits);
	const documents = new Uint32Array(length);
	const hashes = new Uint32Array(length);
	const classes = new Uint8Array(length);
	let document = 0;
	for (let n = 0; n < length; n++) {
		const high = readUnary() << gapBits;
		document += high + read(gapBits);
		const [first, last] = shortRange(slice, slices, sizeOf(document));
		documents[n] = document;
		hashes[n] = first + read(widthOf(last - first + 1));
		classes[n] = readUnary(lastClass);
	}
	return {
		count(document, hash) {
			const wanted = shorten(hash, sizeOf(document));
			for (let n = lowerBound(documents, document); documents[n] === document; n++)
				if (hashes[n] === wanted) return classCounts[classes[n]!]!;
			return 0;
		}
	};
}

/** The slice with a hash. */
export const sliceOf = (hash: number, slices: number) => Math.floor((hash / 2 ** 32) * slices);

/** The pairs of a document, from the slices that have been fetched. */
export const pairsFromSlices = (
	document: number,
	slices: number,
	open: (slice: number) => PairSlice | undefined
): DocumentPairs => ({
	count: (hash) => open(sliceOf(hash, slices))?.count(document, hash) ?? 0
});
