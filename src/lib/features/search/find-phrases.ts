import { articleId, type ArticleCard } from '$lib/core/article/article.ts';
import { forEachConcurrent } from '$lib/core/async/for-each-concurrent.ts';
import { createPhraseTest, quotedPhrases } from '$lib/core/search/passages/phrases.ts';
import { whenComplete } from '$lib/core/search/parts/part-store.ts';
import type { SearchEngine } from '$lib/core/search/ranking/engine.ts';
import type { Catalogue, Found, PhraseMatches } from '$lib/features/catalogue/catalogue.svelte.ts';
import { fetchSections } from './article-passages.ts';
import type { FetchSections } from './passages.svelte.ts';

const debounceMs = 300;
const maxConcurrentFetches = 6;
/** A phrase of common words has more candidates; the best of them are enough. */
const maxCandidates = 120;

/**
 * Puts articles with the quoted phrases of a query first, once the reader stops typing. The index has
 * words and which are neighbors, but not their order, so the texts of the articles with all the words are
 * fetched and read, those with the words as neighbors first. Without the parts of the index that say which
 * are neighbors, nothing is preferred.
 * @returns cancels it
 */
export function preferPhrases(catalogue: Catalogue, q: string): () => void {
	const phrases = quotedPhrases(q);
	const { engine } = catalogue;
	const controller = new AbortController();
	const { signal } = controller;
	if (!phrases.length || !engine || !catalogue.cards || catalogue.phraseMatches?.q === q)
		return () => {};
	if (catalogue.partsFor(q) !== 'ready') return () => {};
	const timer = setTimeout(async () => {
		const found = catalogue.find(q);
		const candidates = await whenComplete(() => candidatesOf(found, phrases, engine)).catch(
			() => undefined
		);
		if (!candidates) return;
		const matches = await findPhrases(candidates, q, phrases, (id) => fetchSections(id, signal));
		if (!signal.aborted) catalogue.phraseMatches = matches;
	}, debounceMs);
	return () => {
		clearTimeout(timer);
		controller.abort();
	};
}

/**
 * The articles with every word of the phrases: first those that, by the index, have most of these words
 * next to each other, the best of them first.
 */
function candidatesOf(
	found: readonly Found[],
	phrases: readonly string[],
	{ analyser, phraseShare }: SearchEngine
): ArticleCard[] {
	const words = phrases
		.flatMap((phrase) => analyser.queryTerms(phrase))
		.filter(({ isStopWord, partOf }) => !isStopWord && !partOf);
	const candidates = found.filter(({ hit }) =>
		words.every(
			({ term, variant = term }) => hit!.terms.includes(term) || hit!.terms.includes(variant)
		)
	);
	const shares = new Map(
		candidates.map(({ hit }) => [
			hit!.id,
			phrases.reduce((sum, phrase) => sum + phraseShare(phrase, hit!.id), 0)
		])
	);
	return candidates
		.toSorted((a, b) => shares.get(b.hit!.id)! - shares.get(a.hit!.id)!)
		.map(({ card }) => card);
}

/** Reads the candidates' texts; one that cannot be fetched is judged by its title and description. */
export async function findPhrases(
	candidates: readonly ArticleCard[],
	q: string,
	phrases: readonly string[],
	fetch: (id: string) => ReturnType<FetchSections>
): Promise<PhraseMatches> {
	const hasPhrases = createPhraseTest(phrases);
	const ids = new Set<string>();
	let isComplete = candidates.length <= maxCandidates;
	await forEachConcurrent(
		candidates.slice(0, maxCandidates),
		maxConcurrentFetches,
		async (card) => {
			const id = articleId(card);
			const sections = await fetch(id).catch(() => {
				isComplete = false;
				return [];
			});
			if (hasPhrases({ ...card, sections })) ids.add(id);
		}
	);
	const isAbsent = isComplete && !ids.size;
	return { q, ids, ...(isAbsent && { note: absenceNote(phrases) }) };
}

const absenceNote = (phrases: readonly string[]) =>
	phrases.length === 1
		? `No article has the phrase “${phrases[0]}”. Showing articles with its words.`
		: `No article has all of the phrases ${phrases.map((phrase) => `“${phrase}”`).join(', ')}. Showing articles with their words.`;
