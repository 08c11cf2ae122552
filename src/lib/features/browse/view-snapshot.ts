import { tick } from 'svelte';
import { pageSize } from '$lib/core/filter/list-page.ts';
import type { Rendered } from './list-state.svelte.ts';
import type { ProgressiveList } from './progressive-list.svelte.ts';
import {
	elementAt,
	restoreFocus,
	captureFocus,
	type FocusBookmark
} from '$lib/ui/dom/focus-bookmark.ts';

/** What Back and reload bring back beside the URL: how much was shown, where, and the focus. */
export interface ViewSnapshot {
	limit: number;
	scroll: number;
	focus: FocusBookmark | null;
}

/** Where a clock stands still, another page may have had this one's place in the history. */
export const isViewSnapshot = (saved: Partial<ViewSnapshot> | null): saved is ViewSnapshot =>
	saved?.limit !== undefined;

export const captureView = ({ limit }: Rendered): ViewSnapshot => ({
	// Cards of the page may still have been missing.
	limit: Math.max(limit, pageSize),
	scroll: window.scrollY,
	focus: captureFocus()
});

/** Takes effect once the list is as it was, as far as it was in sight. */
export async function restoreView({ scroll, focus, limit }: ViewSnapshot, list: ProgressiveList) {
	if (focus && !elementAt(focus)) {
		list.limit = limit;
		await tick();
	}
	if (focus) restoreFocus(focus);
	window.scrollTo({ top: scroll, behavior: 'instant' });
}
