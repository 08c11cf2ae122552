import { tick } from 'svelte';
import { pageSize } from '$lib/filter/list-page';
import type { ListView } from '$lib/state/list-view.svelte';

/** What Back and reload bring back beside the URL: how much was shown, where, and the focus. */
export interface ViewSnapshot {
	limit: number;
	scroll: number;
	/** Id of the focused element; elements that are worth coming back to have one. */
	focus: string | null;
}

export const captureView = ({ limit }: ListView): ViewSnapshot => ({
	// It may not have been all there yet.
	limit: Math.max(limit, pageSize),
	scroll: window.scrollY,
	focus: document.activeElement?.id || null
});

/** Takes effect once the list is as it was, as far as it was in sight. */
export async function restoreView({ scroll, focus, limit }: ViewSnapshot, view: ListView) {
	if (focus && !document.getElementById(focus)) {
		view.limit = limit;
		await tick();
	}
	if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
	window.scrollTo({ top: scroll, behavior: 'instant' });
}
