import { whenIdle } from '../dom/when-idle.ts';

/** Blocks that are laid out in one go: a few milliseconds' work. */
const atOnce = 50;

const blocksOf = (body: HTMLElement) => [...body.children] as HTMLElement[];

const show = (block: HTMLElement) => (block.style.contentVisibility = 'visible');

/** Has every block of an article laid out, so that what is measured next is no guess. */
export const renderBlocks = (body: HTMLElement) => blocksOf(body).forEach(show);

/** The same of an outsized article while the page rests, until `signal` says that it is left. */
export function renderBlocksWhenIdle(body: HTMLElement, signal: AbortSignal) {
	const far = blocksOf(body).filter(
		(block) => getComputedStyle(block).contentVisibility === 'auto'
	);
	const some = () => {
		if (signal.aborted) return;
		far.splice(0, atOnce).forEach(show);
		if (far.length) whenIdle(some);
	};
	some();
}
