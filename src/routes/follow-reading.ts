import type { Layout } from '$lib/reader/position';
import { offsetOf, positionAt } from '$lib/reader/position';
import type { ReadingState } from '$lib/state/reading.svelte';
import { bodyId } from './page-document';

/** A place is where the eye is: a quarter down the window. */
const eye = () => scrollY + innerHeight / 4;

function layoutOf(body: HTMLElement): Layout {
	const top = (element: Element) => element.getBoundingClientRect().top + scrollY;
	const headings = [...body.querySelectorAll(':is(h2, h3, h4)[id]')];
	return {
		start: top(body),
		headings: headings.map((heading) => ({ id: heading.id, top: top(heading) })),
		end: body.getBoundingClientRect().bottom + scrollY
	};
}

/**
 * Notes where the reader is in an article, and that its end was reached, until `signal` says that
 * the page is left. Scrolling counts and opening does not: who only looks in loses no place.
 * @param hashes the article's sections by heading id, in order
 */
export function followReading(
	reading: ReadingState,
	id: string,
	hashes: ReadonlyMap<string, string>,
	signal: AbortSignal
) {
	const restMilliseconds = 400;
	let timer: ReturnType<typeof setTimeout> | undefined;
	function note() {
		const body = document.getElementById(bodyId);
		if (!body) return;
		const layout = layoutOf(body);
		if (eye() < layout.start + innerHeight / 2) return;
		const above = new Map(
			[...hashes].filter(
				([heading]) =>
					heading === '' || layout.headings.some(({ id, top }) => id === heading && top <= eye())
			)
		);
		void reading.reached(id, positionAt(layout, eye()), above);
		if (scrollY + innerHeight >= layout.end && !reading.isRead(id)) void reading.finish(id);
	}
	const onscroll = () => {
		clearTimeout(timer);
		timer = setTimeout(note, restMilliseconds);
	};
	addEventListener('scroll', onscroll, { passive: true, signal });
	// Who leaves before the scroll has come to rest is noted where the scroll was.
	document.addEventListener(
		'visibilitychange',
		() => {
			if (timer !== undefined && document.visibilityState === 'hidden') note();
		},
		{ signal }
	);
	signal.addEventListener('abort', () => clearTimeout(timer));
}

/** Where the article goes on: the heading to be named, and the way there; null at its start. */
export function placeToContinue(reading: ReadingState, id: string) {
	const position = reading.position(id);
	const body = document.getElementById(bodyId);
	if (!position || !body || reading.isRead(id)) return null;
	const there = () => offsetOf(layoutOf(body), position) - innerHeight / 4;
	if (there() < innerHeight || location.hash || scrollY > innerHeight / 2) return null;
	const heading = position.heading && document.getElementById(position.heading);
	return {
		label: heading ? (heading.textContent ?? '').replace(/#$/, '').trim() : '',
		go() {
			scrollTo({ top: there(), behavior: 'instant' });
			const link = heading ? heading.querySelector('a') : null;
			(link ?? document.getElementById('pageContent'))?.focus({ preventScroll: true });
		}
	};
}
