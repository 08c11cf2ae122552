/** Runs once the page is loaded and rests; Safari has no idle callbacks. */
export function whenIdle(work: () => void) {
	const rest = () => (window.requestIdleCallback ?? setTimeout)(work);
	if (document.readyState === 'complete') rest();
	else addEventListener('load', rest, { once: true });
}
