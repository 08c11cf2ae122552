/* eslint-disable svelte/prefer-svelte-reactivity -- one map is read by pages, and is replaced; the others are bookkeeping */
import { articleId, type ArticleCard, type Section } from '../article/article.ts';
import type { SearchEngine } from '../search/engine.ts';
import { matchesOf } from '../search/matches.ts';
import { findPassage, titleSegments, type Passage } from '../search/passages.ts';
import type { Segment } from '../search/segments.ts';

/** What is shown of a hit beside its card. */
export interface HitDetails {
	title: readonly Segment[];
	/** `null` while its article's sections are not there, and where none of them matches. */
	passage: Passage | null;
}

/** An article's sections; rejects where they cannot be had. */
export type FetchSections = (id: string, signal: AbortSignal) => Promise<readonly Section[]>;

/** Somebody who types on does not read passages yet. */
const restMilliseconds = 300;
const mostAtOnce = 6;
/** Articles whose sections are kept in memory: some megabytes. */
const mostKept = 200;

/** Passages of the hits in sight, fetched when a query is at rest. */
export class Passages {
	#engine: SearchEngine;
	#fetch: FetchSections;
	#inSight = new Map<string, ArticleCard>();
	#running = new Map<string, AbortController>();
	#failed = new Set<string>();
	#sections = new Map<string, readonly Section[]>();
	/** The query at rest, and the terms that each of its hits was found by. */
	#rested = '';
	#terms: ReadonlyMap<string, readonly string[]> = new Map();
	#asked = '';
	#timer: ReturnType<typeof setTimeout> | undefined;
	#details = $state.raw<ReadonlyMap<string, HitDetails>>(new Map());

	constructor(engine: SearchEngine, fetch: FetchSections) {
		this.#engine = engine;
		this.#fetch = fetch;
	}

	/** What is known of a hit of the query that came to rest last. */
	of(id: string): HitDetails | undefined {
		return this.#details.get(id);
	}

	/** What is typed now; at rest, what is in sight is answered by it, and by nothing before. */
	ask(query: string) {
		if (query === this.#asked) return;
		this.#asked = query;
		clearTimeout(this.#timer);
		// Nothing was in sight: it is another search, which begins without answers.
		if (!this.#inSight.size) this.#details = new Map();
		this.#timer = setTimeout(() => this.#rest(query), restMilliseconds);
	}

	#rest(query: string) {
		this.#failed.clear();
		const hits = this.#engine.search(query, { typing: true });
		this.#rested = query;
		this.#terms = new Map(hits.map(({ id, terms }) => [id, terms]));
		this.#details = new Map();
		this.#answer([...this.#inSight.values()]);
		this.#fetchMore();
	}

	/** A card comes into sight; the answer ends that. */
	show(card: ArticleCard): () => void {
		const id = articleId(card);
		this.#inSight.set(id, card);
		this.#answer([card]);
		this.#fetchMore();
		return () => {
			this.#inSight.delete(id);
			this.#running.get(id)?.abort();
		};
	}

	#answer(cards: readonly ArticleCard[]) {
		const known = cards.filter((card) => this.#terms.has(articleId(card)));
		if (!known.length) return;
		const details = new Map(this.#details);
		for (const card of known) {
			const id = articleId(card);
			const find = matchesOf(this.#rested, this.#terms.get(id)!, this.#engine.analyser);
			const sections = this.#sections.get(id);
			details.set(id, {
				title: titleSegments(card.title, find),
				passage: sections ? findPassage(card.title, sections, find) : null
			});
		}
		this.#details = details;
	}

	#fetchMore() {
		for (const [id, card] of this.#inSight) {
			if (this.#running.size >= mostAtOnce) return;
			if (!this.#terms.has(id) || this.#sections.has(id)) continue;
			if (!this.#running.has(id) && !this.#failed.has(id)) void this.#fetchOne(id, card);
		}
	}

	async #fetchOne(id: string, card: ArticleCard) {
		const controller = new AbortController();
		this.#running.set(id, controller);
		try {
			this.#keep(id, await this.#fetch(id, controller.signal));
			if (this.#inSight.has(id)) this.#answer([card]);
		} catch {
			// The card says enough without; the next query tries again.
			if (!controller.signal.aborted) this.#failed.add(id);
		}
		this.#running.delete(id);
		this.#fetchMore();
	}

	#keep(id: string, sections: readonly Section[]) {
		this.#sections.set(id, sections);
		if (this.#sections.size > mostKept) this.#sections.delete(this.#sections.keys().next().value!);
	}
}
