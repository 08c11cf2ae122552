/** Chromium may see no rest in a page that draws nothing: in milliseconds, when it is taken for one. */
const patience = 2000;

/** Runs once the page is loaded and rests; Safari has no idle callbacks. */
export function whenIdle(work: () => void) {
	const rest = () => {
		if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: patience });
		else setTimeout(work);
	};
	if (document.readyState === 'complete') rest();
	else addEventListener('load', rest, { once: true });
}
