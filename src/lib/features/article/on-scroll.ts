/** Does something now and, once a frame at most, whenever the page is scrolled or changes its size. */
export function onScroll(update: () => void, signal: AbortSignal) {
	let waiting = 0;
	const later = () =>
		(waiting ||= requestAnimationFrame(() => {
			waiting = 0;
			update();
		}));
	window.addEventListener('scroll', later, { passive: true, signal });
	window.addEventListener('resize', later, { signal });
	signal.addEventListener('abort', () => cancelAnimationFrame(waiting));
	update();
}
