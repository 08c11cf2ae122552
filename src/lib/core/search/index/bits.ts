import { encodeSixBits, sixBitsAt } from './six-bits.ts';

/** Writes bits as text, six to a character. */
export function createBitWriter() {
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

/** Reads what `createBitWriter` wrote; zeros after its end. */
export function createBitReader(text: string) {
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
