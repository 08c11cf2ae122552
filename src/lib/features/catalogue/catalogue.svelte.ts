import { createContext } from 'svelte';
import { articleId, type ArticleCard } from '$lib/core/article/article.ts';
import type { Hit, SearchEngine } from '$lib/core/search/ranking/engine.ts';
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
	engine(): Promise<SearchEngine>;
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
	#answer: { q: string; hits: readonly Hit[] } | undefined;
	#cardsById: { cards: readonly ArticleCard[]; byId: ReadonlyMap<string, ArticleCard> } | undefined;
	/** For the last query with phrases; set once the articles' texts have been read. */
	phraseMatches = $state.raw<PhraseMatches | null>(null);
	/** The first page is hydrated; a page that opens later may read its URL while rendering. */
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

	/** The answer to a query, best first; by titles and descriptions while there is no index. */
	find(q: string, cards: readonly ArticleCard[] = this.cards ?? []): Found[] {
		if (!this.engine) {
			const words = plain(q).split(' ');
			return cards.flatMap((card) => {
				const text = plain(`${card.title} ${card.description}`);
				return words.every((word) => text.includes(word)) ? { card } : [];
			});
		}
		const byId = this.#mapById(cards);
		const found = this.#search(q).flatMap((hit) => {
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
		return this.#search(q).find((hit) => hit.id === id)?.terms ?? [];
	}

	/** Cached: a page needs the same answer for its list and for each hit. */
	#search(q: string): readonly Hit[] {
		const { engine } = this;
		if (engine && this.#answer?.q !== q)
			this.#answer = { q, hits: engine.search(q, { typing: true }) };
		return this.#answer?.hits ?? [];
	}
}

/** The components of an article are prerendered without one. */
export const [getCatalogue, setCatalogue, hasCatalogue] = createContext<Catalogue>();
