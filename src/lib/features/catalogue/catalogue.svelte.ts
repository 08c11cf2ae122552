import { createContext } from 'svelte';
import { articleId, type ArticleCard } from '$lib/core/article/article.ts';
import type { Hit, SearchEngine } from '$lib/core/search/ranking/engine.ts';
import { RetryingResource } from './retrying-resource.svelte.ts';

/** A card, and what the index says of it; nothing without an index. */
export interface Found {
	card: ArticleCard;
	hit?: Hit;
}

/** Which articles have the quoted phrases of a query. */
export interface PhraseMatches {
	q: string;
	/** Ids of the articles that have all of them. */
	ids: ReadonlySet<string>;
	/** Says that no article has them. */
	note?: string;
}

export interface CatalogueSources {
	/** Every article's card, newest first. */
	cards(): Promise<readonly ArticleCard[]>;
	engine(): Promise<SearchEngine>;
}

/** As the index does, without case and accents. */
const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The whole library in the browser: every card and the search index, each fetched when wanted. */
export class Catalogue {
	readonly cardList: RetryingResource<readonly ArticleCard[]>;
	readonly index: RetryingResource<SearchEngine>;
	#answer: { q: string; hits: readonly Hit[] } | undefined;
	#mapped: { cards: readonly ArticleCard[]; byId: ReadonlyMap<string, ArticleCard> } | undefined;
	/** Of the last query with phrases; set once the articles' texts were read. */
	phraseMatches = $state.raw<PhraseMatches | null>(null);
	/** The first page has been taken over: from now on a page may read its URL while rendering. */
	navigated = false;

	constructor({ cards, engine }: CatalogueSources) {
		this.cardList = new RetryingResource(cards);
		this.index = new RetryingResource(engine);
	}

	get cards() {
		return this.cardList.value;
	}

	get engine() {
		return this.index.value;
	}

	loadCards = () => this.cardList.load();

	loadEngine = () => this.index.load();

	/** What answers a query, best first; by title and description while there is no index. */
	find(q: string, cards: readonly ArticleCard[] = this.cards ?? []): Found[] {
		if (!this.engine) {
			const words = plain(q)
				.replace(/["“”„«»]/g, '')
				.split(' ');
			return cards.flatMap((card) => {
				const text = plain(`${card.title} ${card.description}`);
				return words.every((word) => text.includes(word)) ? { card } : [];
			});
		}
		const byId = this.#cardsById(cards);
		const found = this.#ask(q).flatMap((hit) => {
			const card = byId.get(hit.id);
			return card ? { card, hit } : [];
		});
		const { phraseMatches } = this;
		if (phraseMatches?.q !== q) return found;
		const rank = ({ hit }: { hit: Hit }) => Number(!phraseMatches.ids.has(hit.id));
		return found.sort((a, b) => rank(a) - rank(b));
	}

	/** Made once for many letters: the cards of one are those of the next. */
	#cardsById(cards: readonly ArticleCard[]): ReadonlyMap<string, ArticleCard> {
		if (this.#mapped?.cards !== cards)
			// eslint-disable-next-line svelte/prefer-svelte-reactivity -- made anew for other cards
			this.#mapped = { cards, byId: new Map(cards.map((card) => [articleId(card), card])) };
		return this.#mapped.byId;
	}

	/** The terms of the index that an article was found by. */
	termsOf(q: string, id: string): readonly string[] {
		return this.#ask(q).find((hit) => hit.id === id)?.terms ?? [];
	}

	/** A page asks the same query more than once: for its list, and for each hit. */
	#ask(q: string): readonly Hit[] {
		const { engine } = this;
		if (engine && this.#answer?.q !== q)
			this.#answer = { q, hits: engine.search(q, { typing: true }) };
		return this.#answer?.hits ?? [];
	}
}

export const [getCatalogue, setCatalogue] = createContext<Catalogue>();
