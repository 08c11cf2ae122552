/** Calls `update` now and, at most once a frame, after the window is scrolled or resized. */
export function onScroll(update: () => void, signal: AbortSignal) {
	let frame = 0;
	const schedule = () =>
		(frame ||= requestAnimationFrame(() => {
			frame = 0;
			update();
		}));
	window.addEventListener('scroll', schedule, { passive: true, signal });
	window.addEventListener('resize', schedule, { signal });
	signal.addEventListener('abort', () => cancelAnimationFrame(frame));
	update();
}
