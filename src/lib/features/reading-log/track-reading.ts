import { offsetOf, positionAt } from './position.ts';
import type { ReadingPosition } from './record.ts';
import { isMostlySeen, Visit, type View } from './visit.ts';
import { readBlocks } from '$lib/ui/blocks/article-blocks.ts';
import { focusText } from '$lib/ui/dom/focus-text.ts';
import { renderBlocks } from '$lib/ui/blocks/render-blocks.ts';
import type { ReadingState } from './reading-log.svelte.ts';
import { openArticleBody, layoutOf, sectionMinutes, type Sections } from './article-sections.ts';

const sampleIntervalMs = 1000;

/** The line that is being read, as a share of the window's height. */
const readingLine = 1 / 4;

/**
 * Records the reader's position in the open article, the sections that were seen, and that it is
 * read: its end was reached and most of it seen. Stops when `signal` aborts.
 * @returns takes a last sample, before the page is left
 */
export function trackReading(
	reading: ReadingState,
	id: string,
	sections: Sections,
	signal: AbortSignal
): () => void {
	const minutes = sectionMinutes(sections);
	const visit = new Visit(minutes);
	const recorded = new Set<string>();
	/** The article was read before this visit, and may be read again. */
	let isRereading = reading.isRead(id);
	let lastScroll = scrollY;
	let lastPlace: number | undefined;

	function sample(leaving = false) {
		const now = performance.now();
		const view = { layout: layoutOf(sections), top: scrollY, bottom: scrollY + innerHeight };
		const seen = visit.sample(view, now).filter((section) => !recorded.has(section));
		for (const section of seen) recorded.add(section);
		const isStill = leaving || scrollY === lastScroll;
		lastScroll = scrollY;
		if (!reading.isRead(id)) isRereading = false;
		const ended = view.bottom >= view.layout.end;
		void record(isStill ? newPosition(view, ended, now) : null, seen, ended);
	}

	/** The position to be stored, if it differs from the last one. */
	function newPosition(view: View, ended: boolean, now: number): ReadingPosition | null {
		const { layout, top, bottom } = view;
		const place = top + (bottom - top) * readingLine;
		// At the top of the page, or at the end of a read article, there is nothing to resume.
		const isOutside =
			place < layout.start + (bottom - top) / 2 || (reading.isRead(id) && (ended || !isRereading));
		if (isOutside || place === lastPlace) return null;
		if (!visit.isResumePoint(view, place, reading.position(id), now)) return null;
		lastPlace = place;
		return positionAt(layout, place);
	}

	async function record(position: ReadingPosition | null, seen: readonly string[], ended: boolean) {
		const hashes = new Map([...sections].filter(([section]) => seen.includes(section)));
		if (position || hashes.size) await reading.recordProgress(id, position, hashes);
		const article = reading.record.articles.get(id);
		if (!ended || !article) return;
		const isFinished = reading.isRead(id)
			? isRereading && reading.resumePosition(id)
			: isMostlySeen(minutes, article);
		if (isFinished) await reading.markRead(id, sections);
	}

	const timer = setInterval(() => {
		if (document.visibilityState === 'visible') sample();
	}, sampleIntervalMs);
	document.addEventListener(
		'visibilitychange',
		() => {
			if (document.visibilityState === 'hidden') sample(true);
		},
		{ signal }
	);
	signal.addEventListener('abort', () => clearInterval(timer));
	return () => sample(true);
}

/** Scrolls to a position in the open article and focuses the block there. */
export function scrollToPosition(position: ReadingPosition, sections: Sections) {
	const body = openArticleBody();
	renderBlocks(body);
	const lineTop = innerHeight * readingLine;
	scrollTo({ top: offsetOf(layoutOf(sections), position) - lineTop, behavior: 'instant' });
	const block = readBlocks(body).findLast((one) => one.getBoundingClientRect().top <= lineTop + 1);
	if (block) focusText(block);
}
