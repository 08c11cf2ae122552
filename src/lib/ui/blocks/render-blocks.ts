import { whenIdle } from '../dom/when-idle.ts';

/** Laying out this much takes a few milliseconds. */
const weightPerTask = 250;

/** What a block costs to lay out, by its elements and letters. */
const weightOf = (block: HTMLElement) =>
	5 + block.getElementsByTagName('*').length + block.textContent.length / 50;

const blocksOf = (body: HTMLElement) => [...body.children] as HTMLElement[];

const show = (block: HTMLElement) => (block.style.contentVisibility = 'visible');

/** Lays out every block of an article, so that measurements that follow are exact. */
export const renderBlocks = (body: HTMLElement) => blocksOf(body).forEach(show);

/**
 * Lays out the deferred blocks of an article while the page is idle; if a link has just led to its start, once
 * the reader scrolls.
 */
export function renderBlocksWhenIdle(body: HTMLElement, signal: AbortSignal) {
	const deferred = blocksOf(body).filter(
		(block) => getComputedStyle(block).contentVisibility === 'auto'
	);
	const showNext = () => {
		if (signal.aborted) return;
		for (let weight = 0; weight < weightPerTask && deferred.length;) {
			const block = deferred.shift()!;
			weight += weightOf(block);
			show(block);
		}
		if (deferred.length) whenIdle(showNext);
	};
	// Until the reader scrolls, nobody notices the difference.
	if (body.matches('.arriving'))
		addEventListener('scroll', showNext, { once: true, passive: true, signal });
	else showNext();
}
