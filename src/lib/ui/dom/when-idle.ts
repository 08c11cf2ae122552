/** Chromium may never report idle on a page that paints nothing. */
const idleTimeoutMs = 2000;

/** Runs work when the page has loaded and is idle; Safari has no idle callbacks. */
export function whenIdle(work: () => void) {
	const schedule = () => {
		if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: idleTimeoutMs });
		else setTimeout(work);
	};
	if (document.readyState === 'complete') schedule();
	else addEventListener('load', schedule, { once: true });
}

/**
 * Runs work that a page needs only once somebody is there, at the first sign of a reader or a few seconds
 * after the page has loaded, when the page is idle.
 */
export const whenAttended = (work: () => void) => void attended.then(() => whenIdle(work));
