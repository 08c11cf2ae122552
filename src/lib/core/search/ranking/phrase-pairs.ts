import { createPairCounter } from '../index/count-pairs.ts';
import type { Postings } from '../index/postings.ts';
import type { Analyser } from '../text/analyse.ts';

/**
 * The share of a phrase's pairs of neighboring terms that an article has, by its id. Not all pairs of
 * an article are in the index, so one without any may still have the phrase.
 */
export type PhraseShare = (phrase: string, id: string) => number;

export function createPhraseShare(postings: Postings, { documentPlaces }: Analyser): PhraseShare {
	const { evidence } = postings;
	const counter = createPairCounter();
	return (phrase, id) => {
		const document = postings.documentOf(id);
		if (!evidence || document === undefined) return 0;
		const text = phrase.normalize('NFKC');
		counter.add(text, documentPlaces(text));
		const { hashes } = counter.take();
		const { count } = evidence.pairs(document);
		const found = hashes.filter((hash) => count(hash));
		postings.assertComplete();
		return hashes.length && found.length / hashes.length;
	};
}
