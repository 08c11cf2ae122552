import type { CountedPair } from './select-pairs.ts';
import { createBitReader, createBitWriter } from './bits.ts';
import { lowerBound } from './lower-bound.ts';

/**
 * The pairs of a document as a compressed set: of each hash only as many bits are kept that one pair
 * in `2 ** falseHitBits` which the document does not have is taken for one that it has.
 */
export interface DocumentPairs {
	/** How often the document has a pair of terms, roughly; 0 if it is not among those kept. */
	count(hash: number): number;
}

const falseHitBits = 7;
/** What the classes of counts are read as: 1, 2, 3 or 4, 5 to 8, more. */
export const classCounts = [1, 2, 3, 6, 12];
const classOf = (count: number) => (count < 3 ? count - 1 : count < 5 ? 2 : count < 9 ? 3 : 4);
export const lastClass = classCounts.length - 1;

/** For the number of pairs. */
const sizeBits = 12;
const maxSize = 2 ** sizeBits - 1;

/** A hash as far as a document of so many pairs keeps it. */
export const shorten = (hash: number, size: number) =>
	Math.floor((hash / 2 ** 32) * size * 2 ** falseHitBits);

/**
 * Encodes the number of pairs, the number of different shortened hashes, and each of these in ascending
 * order: its distance from the one before in Rice code (Rice and Plaunt 1971), and the class of its
 * count in unary.
 */
export function encodePairs(pairs: readonly CountedPair[]): string {
	const size = Math.min(maxSize, pairs.length);
	const classes = new Map<number, number>();
	for (const { hash, count } of pairs.slice(0, size)) {
		const short = shorten(hash, size);
		classes.set(short, Math.max(classOf(count), classes.get(short) ?? 0));
	}
	const { write, writeUnary, end } = createBitWriter();
	write(size, sizeBits);
	write(classes.size, sizeBits);
	let next = 0;
	for (const [short, countClass] of [...classes].sort(([a], [b]) => a - b)) {
		const gap = short - next;
		next = short + 1;
		writeUnary(gap >> falseHitBits);
		write(gap, falseHitBits);
		writeUnary(countClass, lastClass);
	}
	return end();
}

/** The pairs of a document as they are kept. */
export interface KeptPairs {
	/** How many there were, before two had the same shortened hash. */
	size: number;
	/** Shortened, in ascending order. */
	hashes: Uint32Array;
	/** The classes of their counts. */
	classes: Uint8Array;
}

/** The inverse of `encodePairs`. */
export function readPairs(text: string): KeptPairs {
	const { read, readUnary } = createBitReader(text);
	const size = read(sizeBits);
	const hashes = new Uint32Array(read(sizeBits));
	const classes = new Uint8Array(hashes.length);
	let next = 0;
	for (let n = 0; n < hashes.length; n++) {
		const high = readUnary() << falseHitBits;
		hashes[n] = next + high + read(falseHitBits);
		next = hashes[n]! + 1;
		classes[n] = readUnary(lastClass);
	}
	return { size, hashes, classes };
}

export const openPairs = ({ size, hashes, classes }: KeptPairs): DocumentPairs => ({
	count(hash) {
		const wanted = shorten(hash, size);
		const place = lowerBound(hashes, wanted);
		return hashes[place] === wanted ? classCounts[classes[place]!]! : 0;
	}
});

export const decodePairs = (text: string): DocumentPairs => openPairs(readPairs(text));
