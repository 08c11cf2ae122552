import { articleId, type ArticleCard } from '$lib/core/article/article.ts';
import { compareBy } from '$lib/core/article/order.ts';
import { effectiveSort, noCriteria, type Criteria } from '$lib/core/filter/criteria.ts';
import { normalizeQuery } from '$lib/core/filter/query.ts';
import { countFacets, filterCards } from '$lib/core/filter/facets.ts';
import { pageSize, type ListPage } from '$lib/core/filter/list-page.ts';
import { inScope } from '$lib/core/filter/scope.ts';
import { narrows, withKnownValues, withScope } from '$lib/core/filter/scoped-criteria.ts';
import type { Catalogue } from '$lib/features/catalogue/catalogue.svelte.ts';
import type { ProgressiveList } from './progressive-list.svelte.ts';

/** How many of the results are rendered; `ProgressiveList` says how. */
export type RenderedCards = Pick<
	ProgressiveList,
	'limit' | 'isExpanding' | 'showPage' | 'showWindow' | 'showWhileTyping' | 'showMore' | 'restore'
>;

/**
 * A list page's state: the reader's criteria, and the articles of the catalogue that match them. The
 * criteria always include the page's own scope.
 */
export class ListState {
	#catalogue: Catalogue;
	#page: ListPage;
	#rendered: RenderedCards;
	#requested = $state.raw<Criteria>(noCriteria);
	/** The text in the search box as typed; `criteria.q` is its normal form. */
	text = $state('');
	/** When set, only articles with these ids are shown: those saved on this device. */
	only = $state.raw<ReadonlySet<string> | null>(null);

	constructor(
		page: ListPage,
		catalogue: Catalogue,
		rendered: RenderedCards,
		criteria: Criteria = noCriteria
	) {
		this.#page = page;
		this.#catalogue = catalogue;
		this.#rendered = rendered;
		this.show(criteria);
	}

	/** The requested criteria without values that no article of the catalogue has. */
	criteria = $derived.by(() =>
		this.#catalogue.cards
			? withKnownValues(this.#requested, this.#catalogue.cards)
			: this.#requested
	);

	/** Takes over criteria from a URL. */
	show(criteria: Criteria) {
		this.#requested = withScope(criteria, this.#page.scope);
		this.text = criteria.q;
		// The prerendered cards are laid out already.
		if (this.#catalogue.navigated) this.#rendered.showWindow(this.criteria.q !== '');
		else this.#rendered.showPage();
	}

	/** The reader changed some criteria. */
	change(changes: Partial<Criteria>) {
		this.#requested = { ...this.criteria, ...changes };
		if (changes.q !== undefined && changes.q !== normalizeQuery(this.text)) this.text = changes.q;
		this.#rendered.showPage();
		this.prepare();
	}

	/** Takes over the search box's text after each key press. */
	type(text: string) {
		this.text = text;
		this.change({ q: normalizeQuery(text) });
		this.#rendered.showWhileTyping(this.criteria.q !== '');
	}

	/** Shows as many cards as an earlier visit did; see `ProgressiveList.restore`. */
	restore(scrollPx: number, limit: number) {
		this.#rendered.restore(scrollPx, limit, this.criteria.q !== '');
		if (limit > this.#page.cards.length) this.prepare();
	}

	showMore() {
		this.#rendered.showMore();
		this.prepare();
	}

	/** Fetches what results beyond the page's own cards need. */
	prepare() {
		void this.#catalogue.loadCards();
		if (this.criteria.q) void this.#catalogue.loadEngine();
	}

	/** The criteria are narrower than the page's scope. */
	isNarrowed = $derived.by(() => this.only !== null || narrows(this.criteria, this.#page.scope));

	/** The whole catalogue has loaded, so results are complete. */
	get catalogueLoaded() {
		return this.#catalogue.cards !== null;
	}

	#found = $derived.by(() => {
		const { only } = this;
		const found = this.#findCards(this.criteria.q);
		return only ? found.filter((card) => only.has(articleId(card))) : found;
	});

	results = $derived.by(() => {
		const sort = effectiveSort(this.criteria);
		const cards = filterCards(this.#found, this.criteria);
		return sort === 'relevance' ? cards : cards.sort(compareBy[sort]);
	});

	/** The cards on screen; page 3 of an unnarrowed list starts where page 2 ends. */
	shown = $derived.by(() => {
		const start = this.catalogueLoaded && !this.isNarrowed ? (this.#page.page - 1) * pageSize : 0;
		return this.results.slice(start, start + this.#rendered.limit);
	});

	/** More cards will be rendered without an action of the reader. */
	isExpanding = $derived.by(
		() => this.#rendered.isExpanding && this.results.length > this.shown.length
	);

	/** There are more results than are shown. */
	hasMore = $derived.by(() =>
		this.isNarrowed
			? this.results.length > this.shown.length
			: this.#page.page < this.#page.pages && this.shown.length < this.total
	);

	facets = $derived.by(() =>
		this.catalogueLoaded ? countFacets(this.#found, this.criteria) : this.#page.facets
	);

	/** Articles in the page's scope. */
	total = $derived.by(
		() =>
			this.#catalogue.cards?.filter((card) => inScope(card, this.#page.scope)).length ??
			this.#page.total
	);

	/** Number of results. */
	count = $derived.by(() => (this.isNarrowed ? this.results.length : this.total));

	/** The results may still change, because something they need is loading. */
	waiting = $derived.by(() => {
		const { cardList, index } = this.#catalogue;
		const { q } = this.criteria;
		return (
			this.isNarrowed &&
			(cardList.waiting ||
				(q !== '' && (index.waiting || this.#catalogue.partsFor(q) === 'loading')))
		);
	});

	/** What could not be fetched, so that the results are incomplete. */
	missing = $derived.by((): 'catalogue' | 'index' | null => {
		const { cardList, index } = this.#catalogue;
		if (cardList.status === 'failed' && this.#page.total > this.#page.cards.length)
			return 'catalogue';
		const { q } = this.criteria;
		if (!q) return null;
		return index.status === 'failed' || this.#catalogue.partsFor(q) === 'failed' ? 'index' : null;
	});

	/** The message that no article contains the quoted phrases. */
	get phraseNote() {
		const { phraseMatches } = this.#catalogue;
		return phraseMatches?.q === this.criteria.q ? phraseMatches.note : undefined;
	}

	/** The number of results for other criteria. */
	countOf(criteria: Criteria): number {
		return filterCards(this.#findCards(criteria.q), criteria).length;
	}

	/** Cards that match the query alone, best first. */
	#findCards(q: string): readonly ArticleCard[] {
		const cards = this.#catalogue.cards ?? this.#page.cards;
		return q ? this.#catalogue.find(q, cards).map(({ card }) => card) : cards;
	}
}
