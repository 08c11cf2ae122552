import { whenIdle } from '../dom/when-idle.ts';

/** Laying out this many blocks takes a few milliseconds. */
const blocksPerTask = 50;

const blocksOf = (body: HTMLElement) => [...body.children] as HTMLElement[];

const show = (block: HTMLElement) => (block.style.contentVisibility = 'visible');

/** Lays out every block of an article, so that measurements that follow are exact. */
export const renderBlocks = (body: HTMLElement) => blocksOf(body).forEach(show);

/** Lays out the deferred blocks of an outsized article while the page is idle. */
export function renderBlocksWhenIdle(body: HTMLElement, signal: AbortSignal) {
	const deferred = blocksOf(body).filter(
		(block) => getComputedStyle(block).contentVisibility === 'auto'
	);
	const showNext = () => {
		if (signal.aborted) return;
		deferred.splice(0, blocksPerTask).forEach(show);
		if (deferred.length) whenIdle(showNext);
	};
	showNext();
}
