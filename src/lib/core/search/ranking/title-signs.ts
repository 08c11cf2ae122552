import type { Postings } from '../index/postings.ts';
import type { TermScores } from './term-scores.ts';

const variationSelectors = /[\uFE00-\uFE0F]/g;
/** They mark a phrase; alone they are the start of one. */
const quotationMarks = /["“”„«»]/g;

const plainSigns = (text: string) => text.normalize('NFC').replace(variationSelectors, '');

/** The signs of a query that has no words, such as `=>` or an emoji. */
export const signsOf = (query: string): string[] =>
	plainSigns(query)
		.replace(quotationMarks, ' ')
		.split(/\s+/)
		.filter((sign) => /[\p{S}\p{P}]/u.test(sign));

/** Scores the documents whose titles have all of some signs: the index has no terms for signs. */
export function scoreTitleSigns(signs: readonly string[], postings: Postings): TermScores {
	const scores = new Float64Array(postings.size);
	const documents: number[] = [];
	for (let document = 0; signs.length && document < postings.size; document++) {
		const title = plainSigns(postings.title(document));
		if (!signs.every((sign) => title.includes(sign))) continue;
		documents.push(document);
		scores[document] = 1;
	}
	return { scores, documents, titleRarities: new Map(), rarity: 0, matchedTerms: () => [] };
}
