import type { SynonymRule } from '../../article/search-rules.ts';

/** A row of the glossary: synonyms that every English library starts with. */
export interface GlossaryRow extends SynonymRule {
	/** The meaning that the words share; a word with another meaning in the field has no place here. */
	sense: string;
}

const phrases = (list: string) => list.split(', ');

/** Words that stand for each other. @param words with a comma and a space between them */
export const equal = (sense: string, words: string): GlossaryRow => ({
	sense,
	typed: phrases(words),
	also: phrases(words)
});

/** One way: who types one of the first is also shown the second, and not the other way around. */
export const finds = (sense: string, typed: string, also: string): GlossaryRow => ({
	sense,
	typed: phrases(typed),
	also: phrases(also)
});
