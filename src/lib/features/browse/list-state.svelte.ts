import { articleId, type ArticleCard } from '$lib/core/article/article.ts';
import { compareBy } from '$lib/core/article/order.ts';
import {
	effectiveSort,
	noCriteria,
	normaliseQuery,
	type Criteria
} from '$lib/core/filter/criteria.ts';
import { countFacets, filterCards } from '$lib/core/filter/facets.ts';
import { pageSize, type ListPage } from '$lib/core/filter/list-page.ts';
import { inScope, narrows, withKnownValues, withScope } from '$lib/core/filter/scope.ts';
import type { LibraryState } from '$lib/features/catalogue/catalogue.svelte.ts';

/** In CSS pixels: no card is lower, and no passage that one has for a query. */
const least = { card: 130, passage: 70 };
/** Cards that come in one frame: a slow processor has no time for more. */
const growth = 2;
/** Somebody who types on does not scroll yet. */
const restMilliseconds = 250;

/**
 * A list page's live state: what the reader asked for, and what of the library answers it. The
 * criteria always hold the page's own scope.
 */
export class ListView {
	#library: LibraryState;
	#page: ListPage;
	#frame = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#asked = $state.raw<Criteria>(noCriteria);
	/** The text in the search box as typed; `criteria.q` is its normal form. */
	text = $state('');
	/** Ids of the only articles to be shown: those on this device, when the reader asks for them. */
	only = $state.raw<ReadonlySet<string> | null>(null);
	/** How many cards to show at most. */
	limit = $state(pageSize);
	/** What `limit` will have grown to. */
	#whole = $state(pageSize);

	constructor(page: ListPage, library: LibraryState, criteria: Criteria = noCriteria) {
		this.#page = page;
		this.#library = library;
		this.show(criteria);
	}

	/** What is asked for, without values that the library is known not to have. */
	criteria = $derived.by(() =>
		this.#library.cards ? withKnownValues(this.#asked, this.#library.cards) : this.#asked
	);

	/** Takes over criteria from a URL. */
	show(criteria: Criteria) {
		this.#asked = withScope(criteria, this.#page.scope);
		this.text = criteria.q;
		// What the page was built with is laid out already.
		this.#grow(this.#library.navigated ? this.#fitting(innerHeight) : pageSize, pageSize);
	}

	/** Changes some criteria by the reader's hand. */
	change(changes: Partial<Criteria>) {
		this.#asked = { ...this.criteria, ...changes };
		if (changes.q !== undefined && changes.q !== normaliseQuery(this.text)) this.text = changes.q;
		this.#grow(pageSize, pageSize);
		this.prepare();
	}

	/**
	 * A letter in the search box: what is in sight changes at once, the rest comes once letters rest.
	 * @param room that the window has for the list, in CSS pixels
	 */
	type(text: string, room: number) {
		this.text = text;
		this.change({ q: normaliseQuery(text) });
		this.#grow(this.#fitting(room), pageSize, restMilliseconds);
	}

	/** As many cards as begin in so much room, at most. */
	#fitting(room: number) {
		const height = least.card + (this.criteria.q ? least.passage : 0);
		return Math.max(1, Math.ceil(room / height));
	}

	/**
	 * Shows as much as was shown before.
	 * @param scroll of the window then, in CSS pixels
	 * @param whole the most cards that were shown
	 */
	restore(scroll: number, whole: number) {
		this.#grow(Math.max(this.limit, this.#fitting(scroll + innerHeight)), whole);
		if (whole > this.#page.cards.length) this.prepare();
	}

	/**
	 * Shows so many cards at most, and in the frames that follow more of them, up to `whole`.
	 * @param wait milliseconds before these frames
	 */
	#grow(limit: number, whole: number, wait = 0) {
		clearTimeout(this.#timer);
		if (this.#frame) cancelAnimationFrame(this.#frame);
		this.limit = whole - limit < growth ? whole : limit;
		this.#whole = whole;
		if (this.limit === whole) return;
		const grow = () => this.#grow(this.limit + growth, whole);
		// The frame after the next: what is there is drawn before more of it is made.
		this.#timer = setTimeout(() => {
			this.#frame = requestAnimationFrame(() => (this.#frame = requestAnimationFrame(grow)));
		}, wait);
	}

	showMore() {
		this.#grow(this.limit + growth, this.limit + pageSize);
		this.prepare();
	}

	/** Fetches what an answer beyond the page's own cards needs. */
	prepare() {
		void this.#library.loadCards();
		if (this.criteria.q) void this.#library.loadEngine();
	}

	/** The reader asked for something beyond the page's own path. */
	narrowed = $derived.by(() => this.only !== null || narrows(this.criteria, this.#page.scope));

	/** The whole catalogue is here: every answer is complete. */
	get known() {
		return this.#library.cards !== null;
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
		const start = this.known && !this.narrowed ? (this.#page.page - 1) * pageSize : 0;
		return this.results.slice(start, start + this.limit);
	});

	/** More of them come by themselves. */
	unfolding = $derived.by(
		() => this.#whole > this.limit && this.results.length > this.shown.length
	);

	/** There are more than are shown. */
	more = $derived.by(() =>
		this.narrowed
			? this.results.length > this.shown.length
			: this.#page.page < this.#page.pages && this.shown.length < this.total
	);

	facets = $derived.by(() =>
		this.known ? countFacets(this.#found, this.criteria) : this.#page.facets
	);

	/** Articles in the page's scope. */
	total = $derived.by(
		() =>
			this.#library.cards?.filter((card) => inScope(card, this.#page.scope)).length ??
			this.#page.total
	);

	/** How many articles the view has. */
	count = $derived.by(() => (this.narrowed ? this.results.length : this.total));

	/** The answer may still change by itself: something it needs is on its way. */
	waiting = $derived.by(() => {
		const { catalogue, index } = this.#library;
		return this.narrowed && (catalogue.waiting || (this.criteria.q !== '' && index.waiting));
	});

	/** What could not be had, so that the view is less than it should be. */
	missing = $derived.by((): 'catalogue' | 'index' | null => {
		const { catalogue, index } = this.#library;
		if (catalogue.status === 'failed' && this.#page.total > this.#page.cards.length)
			return 'catalogue';
		return this.criteria.q && index.status === 'failed' ? 'index' : null;
	});

	/** The number of articles that other criteria would give. */
	countOf(criteria: Criteria): number {
		return filterCards(this.#findCards(criteria.q), criteria).length;
	}

	/** Cards by the query alone, best first. */
	#findCards(q: string): readonly ArticleCard[] {
		const cards = this.#library.cards ?? this.#page.cards;
		return q ? this.#library.find(q, cards).map(({ card }) => card) : cards;
	}
}
