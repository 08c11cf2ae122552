/* eslint-disable svelte/prefer-svelte-reactivity -- maps read by components are replaced; the others are internal */
import { articleId, type ArticleCard, type Section } from '$lib/core/article/article.ts';
import type { Hit, SearchEngine } from '$lib/core/search/ranking/engine.ts';
import { matchesOf, type FindMatches } from '$lib/core/search/passages/matches.ts';
import { whenComplete } from '$lib/core/search/parts/part-store.ts';
import { findPassage, type Passage } from '$lib/core/search/passages/passages.ts';

/** What a card shows of its hit. */
export interface HitDetails {
	/** The parts of the article with matches. */
	foundIn: readonly ('Title' | 'Description' | 'Text' | 'Code')[];
	/** `null` if only the title matches. */
	passage: Passage | null;
	/** The passage is from the article's text, not from its description. */
	inText: boolean;
	/** The text could not be fetched; it may have matches too. */
	textMissing: boolean;
}

/** Fetches an article's sections; rejects if that fails. */
export type FetchSections = (id: string, signal: AbortSignal) => Promise<readonly Section[]>;

const debounceMs = 300;
const maxConcurrentFetches = 6;
/** Articles whose sections are kept in memory, some megabytes. */
const maxKeptArticles = 200;

/** Passages of the visible hits, fetched once the reader stops typing. */
export class Passages {
	#engine: Pick<SearchEngine, 'analyser' | 'search'>;
	#fetch: FetchSections;
	#visible = new Map<string, { card: ArticleCard }>();
	#running = new Map<string, AbortController>();
	#failed = new Set<string>();
	#sections = new Map<string, readonly Section[]>();
	/** The query as typed so far. */
	#query = '';
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Hits of the settled query by id. */
	#hits: ReadonlyMap<string, Hit> = new Map();
	/** The last query after which the reader stopped typing. */
	#settled = $state.raw<{ query: string; details: ReadonlyMap<string, HitDetails> }>({
		query: '',
		details: new Map()
	});

	constructor(engine: Pick<SearchEngine, 'analyser' | 'search'>, fetch: FetchSections) {
		this.#engine = engine;
		this.#fetch = fetch;
	}

	/** Details of a hit; `undefined` while they are loading, and while the reader types. */
	detailsOf(id: string, query: string): HitDetails | undefined {
		const { query: settled, details } = this.#settled;
		return query === settled ? details.get(id) : undefined;
	}

	/** Takes over the query as typed; finds passages for it once it has not changed for a while. */
	setQuery(query: string) {
		if (query === this.#query) return;
		this.#query = query;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#settle(query), debounceMs);
	}

	async #settle(query: string) {
		const hits = await whenComplete(() => this.#engine.search(query, { typing: true })).catch(
			() => []
		);
		if (query !== this.#query) return;
		this.#failed.clear();
		this.#hits = new Map(hits.map((hit) => [hit.id, hit]));
		this.#settled = { query, details: new Map() };
		this.#update([...this.#visible.values()].map(({ card }) => card));
	}

	/** A card became visible. @returns ends that, unless the card has become visible elsewhere since */
	show(card: ArticleCard): () => void {
		const id = articleId(card);
		const entry = { card };
		this.#visible.set(id, entry);
		this.#update([card]);
		return () => {
			if (this.#visible.get(id) !== entry) return;
			this.#visible.delete(id);
			this.#running.get(id)?.abort();
		};
	}

	/** Fetches again what could not be fetched, for instance when the network has returned. */
	retry() {
		this.#failed.clear();
		this.#fetchMore();
	}

	#update(cards: readonly ArticleCard[]) {
		// Still typing: `#settle` updates every visible card.
		if (this.#query !== this.#settled.query) return;
		this.#addDetails(cards);
		this.#fetchMore();
	}

	#addDetails(cards: readonly ArticleCard[]) {
		const { query, details: before } = this.#settled;
		const added = new Map<string, HitDetails>();
		for (const card of cards)
			try {
				const id = articleId(card);
				const found = this.#findDetails(card, query);
				// What was found without the text is replaced once the text is there.
				if (found && (before.get(id)?.textMissing ?? true)) added.set(id, found);
			} catch {
				// A fault in one article must not cost the others their passages.
			}
		if (added.size) this.#settled = { query, details: new Map([...before, ...added]) };
	}

	/** `undefined` while the sections are loading: before, the matching parts are unknown. */
	#findDetails(card: ArticleCard, query: string): HitDetails | undefined {
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
		for (const [id, { card }] of this.#visible) {
			if (this.#running.size >= maxConcurrentFetches) return;
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
			// The card alone is searched; `retry` and the next query try again.
			if (!controller.signal.aborted) this.#failed.add(id);
		}
		this.#running.delete(id);
		this.#update(this.#visible.has(id) ? [card] : []);
	}

	#keep(id: string, sections: readonly Section[]) {
		this.#sections.set(id, sections);
		if (this.#sections.size > maxKeptArticles)
			this.#sections.delete(this.#sections.keys().next().value!);
	}
}

/** Details of a hit whose text has no match or could not be fetched. */
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
