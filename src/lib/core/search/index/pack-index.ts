import type { AsPlainObject } from 'minisearch';
import { termSeparator, type AnalysedArticle, type IndexedField } from './analyse-article.ts';
import { fieldBoosts } from './index-options.ts';

type Posting = Record<string, Record<string, number>>;

const fields = Object.keys(fieldBoosts) as IndexedField[];

/**
 * What MiniSearch serialises after it has added these articles in order. It walks its tree of terms for
 * every word; this looks a term up once for each article that has it.
 */
export function packIndex(articles: readonly AnalysedArticle[]): AsPlainObject {
	const postings = new Map<string, Posting>();
	const fieldLength: Record<string, number[]> = {};
	for (const [document, { terms }] of articles.entries())
		fieldLength[document] = fields.map((name, field) => {
			const counts = countTerms(terms[name]);
			for (const [term, count] of counts) {
				let posting = postings.get(term);
				if (!posting) postings.set(term, (posting = {}));
				(posting[field] ??= {})[document] = count;
			}
			return counts.size;
		});
	const numbered = <Value>(valueOf: (article: AnalysedArticle) => Value) =>
		Object.fromEntries(articles.map((article, document) => [String(document), valueOf(article)]));
	return {
		documentCount: articles.length,
		nextId: articles.length,
		documentIds: numbered(({ id }) => id),
		fieldIds: Object.fromEntries(fields.map((name, field) => [name, field])),
		fieldLength,
		averageFieldLength: articles.length
			? fields.map((_, field) => average(Object.values(fieldLength), field))
			: [],
		storedFields: numbered(({ fullTitle }) => ({ fullTitle })),
		dirtCount: 0,
		index: [...postings],
		serializationVersion: 2
	};
}

function countTerms(terms: string): Map<string, number> {
	const counts = new Map<string, number>();
	for (const term of terms.split(termSeparator))
		if (term) counts.set(term, (counts.get(term) ?? 0) + 1);
	return counts;
}

const average = (lengths: readonly (readonly number[])[], field: number) =>
	lengths.reduce((sum, length) => sum + length[field]!, 0) / lengths.length;
