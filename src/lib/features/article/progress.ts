import { blockMinutes, readBlocks } from '$lib/ui/blocks/article-blocks.ts';
import { partitionPoint } from '$lib/ui/blocks/partition-point.ts';
import { onScroll } from './on-scroll.ts';

/** Whole minutes that are left; 0 only if everything has been read. */
export const minutesLeft = (minutes: number, share: number): number =>
	share >= 1 ? 0 : Math.max(1, Math.round(minutes * (1 - share)));

/**
 * How much of the article lies above a line, from 0 to 1, by reading time.
 * @param times minutes of each block, in order
 * @param edges upper and lower edge of a block
 */
export function shareAbove(
	line: number,
	times: readonly number[],
	edges: (index: number) => { top: number; bottom: number }
): number {
	const first = partitionPoint(times.length, (index) => edges(index).bottom > line);
	const sum = (blocks: readonly number[]) => blocks.reduce((total, time) => total + time, 0);
	const total = sum(times);
	if (first === times.length || !total) return 1;
	const { top, bottom } = edges(first);
	const within = Math.max(0, (line - top) / (bottom - top || 1));
	return (sum(times.slice(0, first)) + times[first]! * within) / total;
}

/**
 * Shows the reading progress as a bar at the top of the window, and the minutes left. Neither is
 * announced.
 * @param place a container that stays in the window while the page scrolls
 */
export function showProgress(
	page: HTMLElement,
	place: HTMLElement,
	body: HTMLElement,
	minutes: number,
	signal: AbortSignal
) {
	const blocks = readBlocks(body);
	const times = blocks.map(blockMinutes);
	const bar = document.createElement('div');
	const left = document.createElement('p');
	bar.className = 'reading-progress';
	left.className = 'minutes-left';
	bar.ariaHidden = left.ariaHidden = 'true';
	page.append(bar);
	place.append(left);

	function update() {
		const { scrollHeight, clientHeight } = document.documentElement;
		const scrolled = window.scrollY / (scrollHeight - clientHeight || 1);
		// The line moves from the window's top to its bottom during the scroll, so that the progress
		// starts at 0 and reaches 1.
		const line = clientHeight * Math.min(1, scrolled);
		const share = shareAbove(line, times, (index) => blocks[index]!.getBoundingClientRect());
		const remaining = minutesLeft(minutes, share);
		bar.style.scale = `${share} 1`;
		left.textContent = remaining ? `${remaining} min left` : '';
		// Below the article's end it would cover the page's last line.
		place.classList.toggle('reading', share > 0 && share < 1);
	}
	onScroll(update, signal);
}
