import { createContext } from 'svelte';
import { articleId, type ArticleCard } from '$lib/core/article/article.ts';
import type { Hit, SearchEngine } from '$lib/core/search/ranking/engine.ts';
import type { MissingParts } from '$lib/core/search/parts/part-store.ts';
import { RetryingResource } from './retrying-resource.svelte.ts';

/** A card that answers a query, with its hit; without an index there is none. */
export interface Found {
	card: ArticleCard;
	hit?: Hit;
}

/** The articles that contain the quoted phrases of a query. */
export interface PhraseMatches {
	q: string;
	/** Ids of the articles that contain all of them. */
	ids: ReadonlySet<string>;
	/** Message for the reader when no article contains them. */
	note?: string;
}

export interface CatalogueSources {
	/** Every article's card, newest first. */
	cards(): Promise<readonly ArticleCard[]>;
	/** @param cards for an index in parts; rejects if they cannot be fetched */
	engine(cards: () => Promise<readonly ArticleCard[]>): Promise<SearchEngine>;
}

/** By its name, because its class is in code that loads later. */
const isMissingParts = (error: unknown): error is MissingParts =>
	(error as Error).name === 'MissingParts';

/** The hits of a query; while parts of the index are missing, those of the last query that had all. */
interface Answer {
	q: string;
	hits: readonly Hit[] | undefined;
	missing?: MissingParts;
	/** Fetches what is missing. */
	parts?: RetryingResource<true>;
}

/** Without case, accents and quotation marks. */
const plain = (text: string) =>
	text
		.normalize('NFKD')
		.replace(/\p{M}|\p{Quotation_Mark}/gu, '')
		.toLowerCase();

/** The whole library in the browser: every card and the search index, each fetched on demand. */
export class Catalogue {
	readonly cardList: RetryingResource<readonly ArticleCard[]>;
	readonly index: RetryingResource<SearchEngine>;
	#answer: Answer | undefined;
	/** How often parts of the index began to be fetched. */
	#fetches = $state(0);
	#cardsById: { cards: readonly ArticleCard[]; byId: ReadonlyMap<string, ArticleCard> } | undefined;
	/** For the last query with phrases; set once the articles' texts have been read. */
	phraseMatches = $state.raw<PhraseMatches | null>(null);
	/** The first page is hydrated; a page that opens later may read its URL while rendering. */
	navigated = false;

	constructor({ cards, engine }: CatalogueSources) {
		this.cardList = new RetryingResource(cards);
		this.index = new RetryingResource(() => engine(() => this.#everyCard()));
	}

	async #everyCard() {
		await this.loadCards();
		if (!this.cards) throw new Error('The catalogue could not be fetched');
		return this.cards;
	}

	get cards() {
		return this.cardList.value;
	}

	get engine() {
		return this.index.value;
	}

	loadCards = () => this.cardList.load();

	loadEngine = () => this.index.load();

	/** The answer to a query, best first; by titles and descriptions while there is no index. */
	find(q: string, cards: readonly ArticleCard[] = this.cards ?? []): Found[] {
		const hits = this.#search(q)?.hits;
		if (!hits) {
			const words = plain(q).split(' ');
			return cards.flatMap((card) => {
				const text = plain(`${card.title} ${card.description}`);
				return words.every((word) => text.includes(word)) ? { card } : [];
			});
		}
		const byId = this.#mapById(cards);
		const found = hits.flatMap((hit) => {
			const card = byId.get(hit.id);
			return card ? { card, hit } : [];
		});
		const { phraseMatches } = this;
		if (phraseMatches?.q !== q) return found;
		const rank = ({ hit }: { hit: Hit }) => Number(!phraseMatches.ids.has(hit.id));
		return found.sort((a, b) => rank(a) - rank(b));
	}

	/** Cached: the cards are the same from one key press to the next. */
	#mapById(cards: readonly ArticleCard[]): ReadonlyMap<string, ArticleCard> {
		if (this.#cardsById?.cards !== cards)
			// eslint-disable-next-line svelte/prefer-svelte-reactivity -- replaced, never mutated
			this.#cardsById = { cards, byId: new Map(cards.map((card) => [articleId(card), card])) };
		return this.#cardsById.byId;
	}

	/** The terms of the index that matched a query in an article. */
	termsOf(q: string, id: string): readonly string[] {
		return this.#search(q)?.hits?.find((hit) => hit.id === id)?.terms ?? [];
	}

	/** Whether the parts of the index that a query needs are there, are being fetched, or cannot be. */
	partsFor(q: string): 'ready' | 'loading' | 'failed' {
		const answer = this.#search(q);
		if (!answer?.missing) return 'ready';
		return answer.parts?.status === 'failed' ? 'failed' : 'loading';
	}

	/** Cached: a page needs the same answer for its list and for each hit. */
	#search(q: string): Answer | undefined {
		const { engine } = this;
		const last = this.#answer;
		if (!engine || !q) return undefined;
		// What derives its state from this is derived again once the parts are being fetched, and are there.
		const status = this.#fetches && last?.parts?.status;
		if (last?.q !== q || status === 'ready') return (this.#answer = this.#ask(engine, q, last));
		return status === 'failed' ? { ...last, hits: undefined } : last;
	}

	#ask(engine: SearchEngine, q: string, last: Answer | undefined): Answer {
		try {
			return { q, hits: engine.search(q, { typing: true }) };
		} catch (missing) {
			if (!isMissingParts(missing)) throw missing;
			const answer: Answer = { q, hits: last?.hits, missing };
			// State must not change, nor be made, while other state is derived from it.
			queueMicrotask(() => this.#fetchParts(answer, missing));
			return answer;
		}
	}

	#fetchParts(answer: Answer, missing: MissingParts) {
		answer.parts = new RetryingResource(async () => {
			await missing.load();
			return true as const;
		});
		this.#fetches++;
		void answer.parts.load();
	}
}

/** The components of an article are prerendered without one. */
export const [getCatalogue, setCatalogue, hasCatalogue] = createContext<Catalogue>();
