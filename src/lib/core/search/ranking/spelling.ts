import type { Dictionary } from '../index/dictionary.ts';
import type { Analyser } from '../text/analyse.ts';

/** A term that a misspelled word may stand for, and the number of edits between them. */
export type Correction = [term: string, distance: number];

/** A shorter word has too many neighbors to tell which one was meant. */
const minWordLength = 4;
/** Edits per letter, beyond the first edit. */
const fuzziness = 0.2;
/** Beyond this, MiniSearch's tree is slow and the match is a different word. */
const maxEdits = 6;
/** In a longer word, a single edit is looked for in the stem. */
const maxEditedLength = 24;

/** Folded letters by alphabet; a typing error puts in letters of the word's own alphabet. */
const alphabets = [
	'abcdefghijklmnopqrstuvwxyz',
	'абвгдежзиклмнопрстуфхцчшщъыьэюя',
	'αβγδεζηθικλμνξοπρστυφχψω',
	'ابتثجحخدذرزسشصضطظعغفقكلمنهويىة',
	'אבגדהוזחטיךכלםמןנסעףפץצקרשת'
];

// #region edits
/**
 * The words one edit away: neighboring letters swapped, a letter left out, inserted or replaced,
 * which covers eight of ten misspellings (Damerau 1964, Communications of the ACM 7).
 */
export function* editsOf(word: string): Generator<string> {
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
// #endregion

// #region corrections
/**
 * What an unknown word may stand for. A single edit is looked for in the whole word, so that one in
 * its suffix counts as one; several edits are looked for in its stem. Words with digits are not
 * corrected: another digit is another number.
 */
export function correctionsOf(
	word: string,
	dictionary: Dictionary,
	analyser: Analyser
): Correction[] {
	if (word.length < minWordLength || /\p{N}/u.test(word)) return [];
	if (word.length <= maxEditedLength) {
		const near = dictionary.known(new Set(Array.from(editsOf(word), analyser.termOf)));
		if (near.length) return near.map((term) => [term, 1]);
	}
	const term = analyser.termOf(word);
	return dictionary.fuzzyMatches(term, Math.min(maxEdits, Math.round(term.length * fuzziness)));
}
// #endregion
