/** What Back and reload bring back beside the URL: how much was shown, where, and the focus. */
export interface ViewSnapshot {
	limit: number;
	scroll: number;
	/** Id of the focused element; elements that are worth coming back to have one. */
	focus: string | null;
}

export const captureView = (limit: number): ViewSnapshot => ({
	limit,
	scroll: window.scrollY,
	focus: document.activeElement?.id || null
});

/** Takes effect once the list is as it was. */
export function restoreView({ scroll, focus }: ViewSnapshot) {
	if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
	window.scrollTo({ top: scroll, behavior: 'instant' });
}
