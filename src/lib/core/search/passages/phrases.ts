import type { Section } from '../../article/article.ts';
import { fold } from '../text/fold.ts';
import { asciiPunctuation } from '../text/punctuation.ts';
import { isUnspaced } from '../text/tokens.ts';

const quoted = /["“”„«]([^"“”„«»]+)["“”»]/gu;

/** The phrases of a query: its words in quotation marks. */
export const quotedPhrases = (query: string): string[] =>
	[...query.matchAll(quoted)]
		.map(([, phrase]) => phrase!.trim())
		.filter((phrase) => /[\p{L}\p{N}]/u.test(phrase));

/** The words of an article, in any order of its parts. */
export interface PhraseText {
	title: string;
	description: string;
	sections: readonly Section[];
}

/**
 * Tells whether an article has every one of some phrases: the same words in the same order, whatever
 * the case, the optional marks, and hyphens and quotation marks between them.
 */
export function createPhraseTest(phrases: readonly string[]): (article: PhraseText) => boolean {
	const wanted = phrases.map((phrase) => {
		const words = wordsOf(phrase.replace(/[^\p{L}\p{M}\p{N}+#]+$/u, ''));
		return isUnspaced(phrase) ? words.trim() : words;
	});
	return ({ title, description, sections }) => {
		const texts = [title, description];
		for (const { heading, prose, code } of sections) texts.push(heading, prose, code);
		const read = texts.map(wordsOf);
		return wanted.every((words) => read.some((text) => text.includes(words)));
	};
}

/** Where a phrase ends in a text: at punctuation before white space, and at the end of a line. */
const phraseEnd = /[.,;:!?…]+(?=\s|$)|\n/g;

/** The words of a text with a space around each, and a stroke where a phrase ends. */
const wordsOf = (text: string) => {
	const plain = asciiPunctuation(text.normalize('NFKC')).toLowerCase().trim();
	const words = fold(plain.replace(phraseEnd, ' | ')).replace(/[^\p{L}\p{M}\p{N}+#|]+/gu, ' ');
	return ` ${words.trim()} `;
};
