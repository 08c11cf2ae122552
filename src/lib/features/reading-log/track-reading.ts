import { offsetOf, positionAt } from './position.ts';
import type { Position } from './record.ts';
import { isMostlySeen, Visit, type View } from './visit.ts';
import { readBlocks } from '$lib/ui/dom/article-blocks.ts';
import { focusText } from '$lib/ui/dom/focus-text.ts';
import { renderBlocks } from '$lib/ui/dom/render-blocks.ts';
import type { ReadingState } from './reading-log.svelte.ts';
import { articleBody, layoutOf, sectionMinutes, type Sections } from './article-sections.ts';

const lookMilliseconds = 1000;

/** A place is where the eye is: a quarter down the window. */
const eyeShare = 1 / 4;

/**
 * Notes where the reader is in the article that is open, which sections were seen, and that it is
 * read: its end was reached and most of it seen. Ends when `signal` says that the page is left.
 * @returns takes a last look, before the page is left
 */
export function followReading(
	reading: ReadingState,
	id: string,
	sections: Sections,
	signal: AbortSignal
): () => void {
	const minutes = sectionMinutes(sections);
	const visit = new Visit(minutes);
	const noted = new Set<string>();
	/** It was read before this visit, and may be read again. */
	let again = reading.isRead(id);
	let lastScroll = scrollY;
	let lastPlace: number | undefined;

	function look(leaving = false) {
		const now = performance.now();
		const view = { layout: layoutOf(sections), top: scrollY, bottom: scrollY + innerHeight };
		const seen = visit.look(view, now).filter((section) => !noted.has(section));
		for (const section of seen) noted.add(section);
		const rests = leaving || scrollY === lastScroll;
		lastScroll = scrollY;
		if (!reading.isRead(id)) again = false;
		const ended = view.bottom >= view.layout.end;
		void note(rests ? newPosition(view, ended, now) : null, seen, ended);
	}

	/** The position to be kept, where the window shows another one than before. */
	function newPosition(view: View, ended: boolean, now: number): Position | null {
		const { layout, top, bottom } = view;
		const place = top + (bottom - top) * eyeShare;
		// Who opens the page, or has read it to the end, is at no place.
		const isNone =
			place < layout.start + (bottom - top) / 2 || (reading.isRead(id) && (ended || !again));
		if (isNone || place === lastPlace) return null;
		if (!visit.isPlace(view, place, reading.position(id), now)) return null;
		lastPlace = place;
		return positionAt(layout, place);
	}

	async function note(position: Position | null, seen: readonly string[], ended: boolean) {
		const hashes = new Map([...sections].filter(([section]) => seen.includes(section)));
		if (position || hashes.size) await reading.reached(id, position, hashes);
		const article = reading.record.articles.get(id);
		if (!ended || !article) return;
		const isOver = reading.isRead(id)
			? again && reading.placeToContinue(id)
			: isMostlySeen(minutes, article);
		if (isOver) await reading.finish(id, sections);
	}

	const timer = setInterval(() => {
		if (document.visibilityState === 'visible') look();
	}, lookMilliseconds);
	document.addEventListener(
		'visibilitychange',
		() => {
			if (document.visibilityState === 'hidden') look(true);
		},
		{ signal }
	);
	signal.addEventListener('abort', () => clearInterval(timer));
	return () => look(true);
}

/** Scrolls to a place in the article that is open; the focus goes to what is read there. */
export function goTo(position: Position, sections: Sections) {
	const body = articleBody();
	renderBlocks(body);
	const eye = innerHeight * eyeShare;
	scrollTo({ top: offsetOf(layoutOf(sections), position) - eye, behavior: 'instant' });
	const block = readBlocks(body).findLast((one) => one.getBoundingClientRect().top <= eye + 1);
	if (block) focusText(block);
}
