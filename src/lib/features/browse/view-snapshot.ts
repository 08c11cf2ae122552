import { tick } from 'svelte';
import { pageSize } from '$lib/core/filter/list-page.ts';
import type { RenderedCards } from './list-state.svelte.ts';
import type { ProgressiveList } from './progressive-list.svelte.ts';
import {
	elementAt,
	restoreFocus,
	captureFocus,
	type FocusBookmark
} from '$lib/ui/dom/focus-bookmark.ts';

/** What Back and reload restore besides the URL: how much was shown, the scroll position, the focus. */
export interface ViewSnapshot {
	limit: number;
	scroll: number;
	focus: FocusBookmark | null;
}

/** SvelteKit numbers history entries from `Date.now()`: with a frozen clock, another page's may return. */
export const isViewSnapshot = (saved: Partial<ViewSnapshot> | null): saved is ViewSnapshot =>
	saved?.limit !== undefined;

// #region snapshot
export const captureView = ({ limit }: RenderedCards): ViewSnapshot => ({
	// The list may still have been growing to a full page.
	limit: Math.max(limit, pageSize),
	scroll: window.scrollY,
	focus: captureFocus()
});

/** Call it when the cards that were visible have been rendered again. */
export async function restoreView({ scroll, focus, limit }: ViewSnapshot, list: ProgressiveList) {
	if (focus && !elementAt(focus)) {
		list.limit = limit;
		await tick();
	}
	if (focus) restoreFocus(focus);
	window.scrollTo({ top: scroll, behavior: 'instant' });
}
// #endregion
