import type { CountedPair } from './select-pairs.ts';
import { encodeSixBits, sixBitsAt } from './six-bits.ts';

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
const classCounts = [1, 2, 3, 6, 12];
const classOf = (count: number) => (count < 3 ? count - 1 : count < 5 ? 2 : count < 9 ? 3 : 4);
const lastClass = classCounts.length - 1;

/** For the number of pairs. */
const sizeBits = 12;
const maxSize = 2 ** sizeBits - 1;

const shorten = (hash: number, size: number) =>
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

function createBitWriter() {
	let text = '';
	let buffer = 0;
	let filled = 0;
	function writeBit(bit: number) {
		buffer = (buffer << 1) | (bit & 1);
		if (++filled < 6) return;
		text += encodeSixBits(buffer);
		buffer = filled = 0;
	}
	return {
		/** Writes the lowest bits of a number, the highest of them first. */
		write(number: number, width: number) {
			for (let shift = width - 1; shift >= 0; shift--) writeBit(number >> shift);
		},
		/** @param max needs no bit to end it */
		writeUnary(number: number, max = Infinity) {
			for (let n = 0; n < number; n++) writeBit(1);
			if (number < max) writeBit(0);
		},
		end() {
			while (filled) writeBit(0);
			return text;
		}
	};
}

/** The inverse of `encodePairs`. */
export function decodePairs(text: string): DocumentPairs {
	const { read, readUnary } = createBitReader(text);
	const size = read(sizeBits);
	const hashes = new Uint32Array(read(sizeBits));
	const counts = new Uint8Array(hashes.length);
	let next = 0;
	for (let n = 0; n < hashes.length; n++) {
		const high = readUnary() << falseHitBits;
		hashes[n] = next + high + read(falseHitBits);
		next = hashes[n]! + 1;
		counts[n] = classCounts[readUnary(lastClass)]!;
	}
	return {
		count(hash) {
			const wanted = shorten(hash, size);
			let [first, end] = [0, hashes.length];
			while (first < end) {
				const middle = (first + end) >> 1;
				if (hashes[middle]! < wanted) first = middle + 1;
				else end = middle;
			}
			return hashes[first] === wanted ? counts[first]! : 0;
		}
	};
}

function createBitReader(text: string) {
	let at = 0;
	let buffer = 0;
	let filled = 0;
	/** @param width up to 24 */
	function read(width: number): number {
		while (filled < width) {
			buffer = (buffer << 6) | sixBitsAt(text, at++);
			filled += 6;
		}
		filled -= width;
		return (buffer >>> filled) & ((1 << width) - 1);
	}
	return {
		read,
		readUnary(max = Infinity) {
			let number = 0;
			while (number < max && at <= text.length && read(1)) number++;
			return number;
		}
	};
}
