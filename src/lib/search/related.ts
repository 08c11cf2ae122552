import type { IndexFile } from './build-index.ts';
import { fieldBoosts } from './index-options.ts';

/** What a serialised MiniSearch index holds that term vectors are made of. */
interface Postings {
	/** A document's id by its number in the index. */
	documentIds: Record<string, string>;
	fieldIds: Record<string, number>;
	/** For each term and field: how often it stands in each document. */
	index: [term: string, Record<string, Record<string, number>>][];
}

/** An article's heaviest terms tell what it is about; the rest is noise and costs time. */
const vectorLength = 128;
/** Less in common than this is chance. */
const leastSimilarity = 0.05;

type Vector = Map<string, number>;

/**
 * The articles nearest to each article, by id, nearest first: the cosine of their tf-idf vectors
 * with logarithmic term frequency (Manning, Raghavan and Schütze 2008, chapter 6), made of the
 * search index's own postings with its fields' weights.
 * @param indexText as `buildSearchIndex` gives it
 */
export function relatedArticles(indexText: string, most: number): Record<string, string[]> {
	const vectors = termVectors((JSON.parse(indexText) as IndexFile).index as Postings);
	const holders = new Map<string, Map<string, number>>();
	for (const [id, vector] of vectors)
		for (const [term, weight] of vector) {
			if (!holders.has(term)) holders.set(term, new Map());
			holders.get(term)!.set(id, weight);
		}
	return Object.fromEntries(
		[...vectors].map(([id, vector]) => {
			const cosines = new Map<string, number>();
			for (const [term, weight] of vector)
				for (const [other, otherWeight] of holders.get(term)!)
					if (other !== id) cosines.set(other, (cosines.get(other) ?? 0) + weight * otherWeight);
			const nearest = [...cosines]
				.filter(([, cosine]) => cosine >= leastSimilarity)
				.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
				.slice(0, most);
			return [id, nearest.map(([other]) => other)];
		})
	);
}

/** Each document's heaviest terms as a vector of length 1. */
function termVectors({ documentIds, fieldIds, index }: Postings): Map<string, Vector> {
	const ids = Object.values(documentIds);
	const vectors = new Map(ids.map((id): [string, Vector] => [id, new Map()]));
	const boosts = new Map(
		Object.entries(fieldBoosts).map(([name, boost]) => [String(fieldIds[name]), boost])
	);
	for (const [term, fields] of index) {
		const frequencies = new Map<string, number>();
		for (const [field, counts] of Object.entries(fields))
			for (const [number, count] of Object.entries(counts)) {
				const weighted = (boosts.get(field) ?? 0) * count;
				frequencies.set(number, (frequencies.get(number) ?? 0) + weighted);
			}
		const rarity = Math.log(ids.length / frequencies.size);
		if (rarity > 0)
			for (const [number, frequency] of frequencies)
				vectors.get(documentIds[number]!)!.set(term, Math.log1p(frequency) * rarity);
	}
	return new Map([...vectors].map(([id, vector]) => [id, unit(vector)]));
}

function unit(vector: Vector): Vector {
	const heaviest = [...vector].sort(([, a], [, b]) => b - a).slice(0, vectorLength);
	const length = Math.hypot(...heaviest.map(([, weight]) => weight)) || 1;
	return new Map(heaviest.map(([term, weight]) => [term, weight / length]));
}
