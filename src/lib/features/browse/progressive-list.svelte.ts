import { tick } from 'svelte';
import { pageSize } from '$lib/core/filter/list-page.ts';
import { inHeldFrame } from '$lib/ui/dom/held-frame.ts';

/** Lower bounds in CSS px of a card, and of the passage that a card has for a query. */
const minHeightsPx = { card: 130, passage: 70 };
/** A slow processor renders no more than this within a frame. */
const cardsPerStep = 2;
/** While the reader types faster than this, only the cards in the window are rendered. */
const debounceMs = 250;

/**
 * How many cards of a list are rendered: those that fit into the window at once, the others a few
 * at a time in the frames that follow, so that neither a key press nor Back waits for a whole page.
 */
export class ProgressiveList {
	#roomPx: () => number;
	#frame = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#target = $state(pageSize);
	limit = $state(pageSize);

	/** @param roomPx the height that the window has for the list now, in CSS px */
	constructor(roomPx: () => number) {
		this.#roomPx = roomPx;
	}

	/** More cards will be rendered in the next frames. */
	get isExpanding() {
		return this.#target > this.limit;
	}

	/** Renders a whole page of cards at once. */
	showPage() {
		this.#grow(pageSize, pageSize);
	}

	/** Renders what fits, then the rest of a page; in a held frame, after the page around the list. */
	showWindow(withPassages: boolean) {
		this.#grow(0, pageSize);
		inHeldFrame(() => {
			this.#grow(cardsIn(this.#roomPx(), withPassages), pageSize);
			return tick();
		});
	}

	/** Renders what fits, and the rest of a page when no letter follows. */
	showWhileTyping(withPassages: boolean) {
		this.#grow(cardsIn(this.#roomPx(), withPassages), pageSize, debounceMs);
	}

	/** Adds a page. */
	showMore() {
		this.#grow(this.limit + cardsPerStep, this.limit + pageSize);
	}

	/**
	 * Renders as much as an earlier visit had rendered.
	 * @param scrollPx how far the window was scrolled then
	 * @param limit the cards that were rendered then
	 */
	restore(scrollPx: number, limit: number, withPassages: boolean) {
		const visible = cardsIn(scrollPx + innerHeight, withPassages);
		this.#grow(Math.max(this.limit, visible), limit);
	}

	/** Renders `limit` cards, and after `delayMs` a few more a frame, up to `target`. */
	#grow(limit: number, target: number, delayMs = 0) {
		clearTimeout(this.#timer);
		if (this.#frame) cancelAnimationFrame(this.#frame);
		this.limit = target - limit < cardsPerStep ? target : limit;
		this.#target = target;
		if (this.limit === target) return;
		const grow = () => this.#grow(this.limit + cardsPerStep, target);
		// Two frames: the cards that are there are painted before more are rendered.
		this.#timer = setTimeout(() => {
			this.#frame = requestAnimationFrame(() => (this.#frame = requestAnimationFrame(grow)));
		}, delayMs);
	}
}

/** The most cards that can begin within a height. */
function cardsIn(heightPx: number, withPassages: boolean): number {
	const minHeightPx = minHeightsPx.card + (withPassages ? minHeightsPx.passage : 0);
	return Math.max(1, Math.ceil(heightPx / minHeightPx));
}
