import { baseLanguage } from './stemmers.ts';
import { stopWords } from './stop-words.ts';

/** Keywords and common method names of programming languages that some language has as stop words. */
const programmingKeywords =
	'and any as by do for from has if in into is not of on or some then this use when where while with'.split(
		' '
	);

/** The stop words of a language (BCP 47) that are also programming keywords. */
export function keywordsOf(language: string): ReadonlySet<string> {
	const stops = stopWords[baseLanguage(language)];
	return new Set(programmingKeywords.filter((word) => stops?.has(word)));
}

const marker = '=';

/**
 * The term for a stop word, which titles and the field of keywords have. It is not stemmed, and no
 * other term starts with its marker, so that no other word leads to it, nor it to another word.
 */
export const stopWordTerm = (word: string) => marker + word;

export const isStopWordTerm = (term: string) => term.startsWith(marker);
