import { createContext, type Component } from 'svelte';
import { articleId, type ArticleCard } from '../article/article.ts';
import type { SearchEngine } from '../search/engine.ts';
import type { Passages } from './passages.svelte';

type Loading = 'idle' | 'loading' | 'ready' | 'failed';

export interface HitProps {
	card: ArticleCard;
	q: string;
	/** The address of the article, where a passage of it is shown; else its title is. */
	href?: string;
}

/** The index, and what shows why a card is in its answer. */
export interface Search extends SearchEngine {
	Hit: Component<HitProps>;
	passages: Passages;
}

/** A card and the terms of the index that it was found by; none without an index. */
export interface Found {
	card: ArticleCard;
	terms: readonly string[];
}

export interface LibrarySources {
	/** Every article's card, newest first. */
	cards(): Promise<readonly ArticleCard[]>;
	engine(): Promise<Search>;
}

/** The whole library in the browser: every card and the search index, each fetched when wanted. */
export class LibraryState {
	#sources: LibrarySources;
	#loading: { cards?: Promise<void>; engine?: Promise<void> } = {};
	cards = $state.raw<readonly ArticleCard[] | null>(null);
	engine = $state.raw<Search | null>(null);
	cardsStatus = $state<Loading>('idle');
	engineStatus = $state<Loading>('idle');
	/** The first page has been taken over: from now on a page may read its URL while rendering. */
	navigated = false;

	constructor(sources: LibrarySources) {
		this.#sources = sources;
	}

	/** Settles when the cards are there or could not be had; a failed attempt may be repeated. */
	loadCards(): Promise<void> {
		return (this.#loading.cards ??= this.#loadCards());
	}

	/** As `loadCards`, for the search index. */
	loadEngine(): Promise<void> {
		return (this.#loading.engine ??= this.#loadEngine());
	}

	/** What answers a query, best first; by title and description while there is no index. */
	find(q: string, cards: readonly ArticleCard[] = this.cards ?? []): Found[] {
		const { engine } = this;
		if (!engine) {
			const words = q.toLowerCase().split(' ');
			return cards.flatMap((card) => {
				const text = `${card.title} ${card.description}`.toLowerCase();
				return words.every((word) => text.includes(word)) ? { card, terms: [] } : [];
			});
		}
		// eslint-disable-next-line svelte/prefer-svelte-reactivity -- made anew for each answer
		const byId = new Map(cards.map((card) => [articleId(card), card]));
		return engine.search(q, { typing: true }).flatMap(({ id, terms }) => {
			const card = byId.get(id);
			return card ? { card, terms } : [];
		});
	}

	async #loadCards() {
		this.cardsStatus = 'loading';
		try {
			this.cards = await this.#sources.cards();
			this.cardsStatus = 'ready';
		} catch {
			this.cardsStatus = 'failed';
			this.#loading.cards = undefined;
		}
	}

	async #loadEngine() {
		this.engineStatus = 'loading';
		try {
			this.engine = await this.#sources.engine();
			this.engineStatus = 'ready';
		} catch {
			this.engineStatus = 'failed';
			this.#loading.engine = undefined;
		}
	}
}

export const [getLibrary, setLibrary] = createContext<LibraryState>();
