import type { Analyser } from '../text/analyse.ts';
import type { Postings } from '../index/postings.ts';

/** A term that a word may have been meant for, and by how many slips. */
export type Correction = [term: string, distance: number];

/** A shorter word has too many neighbours to tell which was meant. */
const minWord = 4;
/** Beyond one slip: two letters in ten may differ. */
const fuzziness = 0.2;
/** Further than this MiniSearch's tree is slow, and the word another. */
const maxSlips = 6;
/** In a longer word a single slip is found by its stem. */
const maxWordLength = 24;

/** Letters of the alphabets, folded, in which a slip may put another. */
const alphabets = [
	'abcdefghijklmnopqrstuvwxyz',
	'абвгдежзиклмнопрстуфхцчшщъыьэюя',
	'αβγδεζηθικλμνξοπρστυφχψω'
];

/**
 * The words one slip from a word: neighbouring letters swapped, one left out, put in, or taken for
 * another, which is what eight of ten slips are (Damerau 1964, Communications of the ACM 7).
 */
export function* slipsOf(word: string): Generator<string> {
	const letters = alphabets.find((alphabet) => alphabet.includes(word[0]!)) ?? '';
	for (let i = 0; i <= word.length; i++) {
		const [before, after] = [word.slice(0, i), word.slice(i)];
		if (after.length > 1) yield before + after[1]! + after[0]! + after.slice(2);
		if (after) yield before + after.slice(1);
		for (const letter of letters) {
			yield before + letter + after;
			if (after) yield before + letter + after.slice(1);
		}
	}
}

/**
 * What an unknown word was meant for. A single slip is looked for in the word, so that a slip in
 * its ending counts as one; more of them in its stem. A number with another digit is another.
 */
export function correctionsOf(word: string, postings: Postings, analyser: Analyser): Correction[] {
	if (word.length < minWord || /\p{N}/u.test(word)) return [];
	if (word.length <= maxWordLength) {
		const near = new Set<string>();
		for (const slip of slipsOf(word)) {
			const term = analyser.termOf(slip);
			if (postings.has(term)) near.add(term);
		}
		if (near.size) return [...near].map((term) => [term, 1]);
	}
	const term = analyser.termOf(word);
	return postings.spelt(term, Math.min(maxSlips, Math.round(term.length * fuzziness)));
}
