import { readingTimeMinutes, type ReadingMaterial } from '$lib/core/article/reading-time.ts';

/** The blocks of an article that are read in order; footnotes and link notes are not. */
export const readBlocks = (body: HTMLElement): HTMLElement[] =>
	([...body.children] as HTMLElement[]).filter(
		(block) => !block.matches('.footnotes, .link-notes')
	);

/** The words, code and figures of a block, as the reading time counts them. */
export function blockMaterial(block: Element): ReadingMaterial {
	if (!block.matches('.code, .diagram') && !block.querySelector('.code, img, svg'))
		return { prose: block.textContent, code: '', figures: 0 };
	const rest = document.createElement('div');
	rest.append(block.cloneNode(true));
	const code = [...rest.querySelectorAll('pre')].map(({ textContent }) => textContent).join('\n');
	const figures = rest.querySelectorAll('img, .diagram, .chart').length;
	for (const part of rest.querySelectorAll('pre, svg, .code figcaption'))
		part.replaceWith(part.querySelector('.caption') ?? '');
	return { prose: rest.textContent, code, figures };
}

const minutesByBlock = new WeakMap<Element, number>();

/** Reading time of a block in minutes, computed once: buttons that are added later do not count. */
export function blockMinutes(block: Element): number {
	if (!minutesByBlock.has(block))
		minutesByBlock.set(block, readingTimeMinutes(blockMaterial(block)));
	return minutesByBlock.get(block)!;
}
