import type { Postings } from '../index/postings.ts';
import type { Analyser } from '../text/analyse.ts';
import type { Scorer } from './score.ts';

/**
 * What a query that equals the whole title adds, besides the rarity of its words. `../README.md` has
 * the measurements.
 */
const exactTitleScore = 5;

/**
 * What the title of a document adds to its score.
 * @param rarities of the query terms that the title has
 * @param queryLength number of terms in the query
 */
export type TitleLikeness = (
	document: number,
	rarities: readonly number[],
	queryLength: number
) => number;

/**
 * Single words of a title are often in the text as well, so they say little; several of them together
 * name the article. Two or more query terms in the title therefore score by their share of the title,
 * weighted by rarity, and by their share of the query. A widened term counts in full: that the title
 * has it next to other query terms confirms it.
 */
export function createTitleLikeness(
	postings: Postings,
	analyser: Analyser,
	scorer: Scorer
): TitleLikeness {
	const titleWeight =
		postings.titleWeight ?? createTitleWeight(postings, analyser, scorer.rarityOf);

	return (document, rarities, queryLength) => {
		if (rarities.length < 2) return 0;
		const titleShare = Math.min(1, sum(rarities) / titleWeight(document));
		const queryShare = Math.min(1, rarities.length / queryLength);
		return (exactTitleScore + sum(rarities)) * titleShare * queryShare;
	};
}

/**
 * The rarities of the terms of a document's title, added up, in full hundredths: an index in parts has
 * them as such.
 */
export function createTitleWeight(
	postings: Pick<Postings, 'get' | 'title'>,
	analyser: Analyser,
	rarityOf: Scorer['rarityOf']
): (document: number) => number {
	const weights = new Map<number, number>();
	function weigh(document: number): number {
		const terms = new Set(analyser.titleTerms(postings.title(document)));
		// A browser may segment an unspaced language differently from the build.
		const known = [...terms]
			.map((term) => postings.get(term))
			.filter((posting) => posting !== undefined);
		return Math.round(100 * sum(known.map(rarityOf))) / 100;
	}
	return (document) => {
		let weight = weights.get(document);
		if (weight === undefined) weights.set(document, (weight = weigh(document)));
		return weight;
	};
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
