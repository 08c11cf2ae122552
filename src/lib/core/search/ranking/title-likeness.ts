import type { Analyser } from '../text/analyse.ts';
import type { Postings } from '../index/postings.ts';
import type { Scorer } from './score.ts';

/**
 * What a query that equals the whole title is worth beyond the rarity of its words. `../README.md`
 * has the measurements.
 */
const minLikeness = 5;

/** What a document's title adds to its score. */
export type TitleLikeness = (document: number, titled: readonly number[], asked: number) => number;

/**
 * Words of a title tell little one by one, as the text has them too; together they name it. So two
 * words of a query or more count by how much of the title they are, by rarity, and how many of the
 * query. A word that was widened counts in full: that the title has it beside others confirms it.
 */
export function createTitleLikeness(
	postings: Postings,
	analyser: Analyser,
	scorer: Scorer
): TitleLikeness {
	/** By document; made when one is first needed. */
	const weights = new Map<number, number>();

	function weightOf(document: number): number {
		let weight = weights.get(document);
		if (weight === undefined) {
			const terms = new Set(analyser.titleTerms(postings.title(document)));
			// A browser may cut a language without spaces otherwise than the build did.
			const held = [...terms]
				.map((term) => postings.get(term))
				.filter((posting) => posting !== undefined);
			weight = sum(held.map(scorer.rarityOf));
			weights.set(document, weight);
		}
		return weight;
	}

	return (document, titled, asked) => {
		if (titled.length < 2) return 0;
		const ofTitle = Math.min(1, sum(titled) / weightOf(document));
		const ofQuery = Math.min(1, titled.length / asked);
		return (minLikeness + sum(titled)) * ofTitle * ofQuery;
	};
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
