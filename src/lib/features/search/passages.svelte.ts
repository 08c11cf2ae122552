/* eslint-disable svelte/prefer-svelte-reactivity -- one map is read by pages, and is replaced; the others are bookkeeping */
import { articleId, type ArticleCard, type Section } from '$lib/core/article/article.ts';
import type { Hit, SearchEngine } from '$lib/core/search/ranking/engine.ts';
import { matchesOf, type FindMatches } from '$lib/core/search/passages/matches.ts';
import { findPassage, type Passage } from '$lib/core/search/passages/passages.ts';

/** What is shown of a hit beside its card. */
export interface HitDetails {
	/** Where the article has what was searched for. */
	foundIn: readonly ('Title' | 'Description' | 'Text' | 'Code')[];
	/** `null` where only the title has it. */
	passage: Passage | null;
	/** The passage is of the article's text, and no part of its description. */
	inText: boolean;
	/** The text could not be fetched: it may have it, too. */
	textMissing: boolean;
}

/** An article's sections; rejects where they cannot be had. */
export type FetchSections = (id: string, signal: AbortSignal) => Promise<readonly Section[]>;

/** Somebody who types on does not read passages yet. */
const restMilliseconds = 300;
const maxAtOnce = 6;
/** Articles whose sections are kept in memory: some megabytes. */
const maxKept = 200;

/** Passages of the hits in sight, fetched when a query is at rest. */
export class Passages {
	#engine: Pick<SearchEngine, 'analyser' | 'search'>;
	#fetch: FetchSections;
	#inSight = new Map<string, { card: ArticleCard }>();
	#running = new Map<string, AbortController>();
	#failed = new Set<string>();
	#sections = new Map<string, readonly Section[]>();
	#asked = '';
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Of the query at rest, by id. */
	#hits: ReadonlyMap<string, Hit> = new Map();
	#rested = $state.raw<{ query: string; details: ReadonlyMap<string, HitDetails> }>({
		query: '',
		details: new Map()
	});

	constructor(engine: Pick<SearchEngine, 'analyser' | 'search'>, fetch: FetchSections) {
		this.#engine = engine;
		this.#fetch = fetch;
	}

	/** What is known of a hit; nothing while letters come, as what was said may no longer be true. */
	of(id: string, query: string): HitDetails | undefined {
		const { query: rested, details } = this.#rested;
		return query === rested ? details.get(id) : undefined;
	}

	/** What is typed now; at rest, what is in sight is answered by it. */
	ask(query: string) {
		if (query === this.#asked) return;
		this.#asked = query;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#rest(query), restMilliseconds);
	}

	#rest(query: string) {
		this.#failed.clear();
		this.#hits = new Map(this.#engine.search(query, { typing: true }).map((hit) => [hit.id, hit]));
		this.#rested = { query, details: new Map() };
		this.#update([...this.#inSight.values()].map(({ card }) => card));
	}

	/** A card comes into sight; the answer ends that, unless it has come elsewhere meanwhile. */
	show(card: ArticleCard): () => void {
		const id = articleId(card);
		const place = { card };
		this.#inSight.set(id, place);
		this.#update([card]);
		return () => {
			if (this.#inSight.get(id) !== place) return;
			this.#inSight.delete(id);
			this.#running.get(id)?.abort();
		};
	}

	/** Nothing while letters come: at rest, all in sight is answered. */
	#update(cards: readonly ArticleCard[]) {
		if (this.#asked !== this.#rested.query) return;
		this.#answer(cards);
		this.#fetchMore();
	}

	#answer(cards: readonly ArticleCard[]) {
		const { query, details: before } = this.#rested;
		const details = new Map(before);
		for (const card of cards)
			try {
				const known = this.#detailsOf(card, query);
				if (known) details.set(articleId(card), known);
			} catch {
				// What is wrong with one article takes no passage from the others.
			}
		if (details.size > before.size) this.#rested = { query, details };
	}

	/** Not while its sections are on their way: where it was found is not known before. */
	#detailsOf(card: ArticleCard, query: string): HitDetails | undefined {
		const id = articleId(card);
		const hit = this.#hits.get(id);
		const sections = this.#sections.get(id);
		const textMissing = this.#failed.has(id);
		if (!hit || (!sections && !textMissing)) return undefined;
		const find = matchesOf(query, hit.terms, this.#engine.analyser);
		const passage = sections && findPassage(card.title, sections, find);
		return passage
			? {
					foundIn: [
						...(passage.foundIn === 'Title' ? (['Title'] as const) : []),
						passage.kind === 'code' ? 'Code' : 'Text'
					],
					passage,
					inText: true,
					textMissing: false
				}
			: detailsOfCard(card, find, textMissing);
	}

	#fetchMore() {
		for (const [id, { card }] of this.#inSight) {
			if (this.#running.size >= maxAtOnce) return;
			if (!this.#hits.has(id) || this.#sections.has(id)) continue;
			if (!this.#running.has(id) && !this.#failed.has(id)) void this.#fetchOne(id, card);
		}
	}

	async #fetchOne(id: string, card: ArticleCard) {
		const controller = new AbortController();
		this.#running.set(id, controller);
		try {
			this.#keep(id, await this.#fetch(id, controller.signal));
		} catch {
			// The card answers alone; the next query tries again.
			if (!controller.signal.aborted) this.#failed.add(id);
		}
		this.#running.delete(id);
		this.#update(this.#inSight.has(id) ? [card] : []);
	}

	#keep(id: string, sections: readonly Section[]) {
		this.#sections.set(id, sections);
		if (this.#sections.size > maxKept) this.#sections.delete(this.#sections.keys().next().value!);
	}
}

/** Of an article whose text has nothing of what was searched for, or is not to be had. */
function detailsOfCard(
	{ title, description }: ArticleCard,
	find: FindMatches,
	textMissing: boolean
): HitDetails | undefined {
	const section = { id: '', heading: '', prose: description, code: '' };
	const passage = findPassage(title, [section], find);
	const foundIn = [
		...(find(title.normalize('NFC')).length ? (['Title'] as const) : []),
		...(passage ? (['Description'] as const) : [])
	];
	if (!foundIn.length && !textMissing) return undefined;
	return { foundIn, passage, inText: false, textMissing };
}
