import { readingTimeMinutes, type ReadingMaterial } from '$lib/core/article/reading-time.ts';

/** The blocks of an article that are read one after another, as its notes are not. */
export const readBlocks = (body: HTMLElement): HTMLElement[] =>
	([...body.children] as HTMLElement[]).filter(
		(block) => !block.matches('.footnotes, .link-notes')
	);

/** What a reader works through in one block of the page. */
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

const known = new WeakMap<Element, number>();

/** Reading time of a block of the page in minutes; what is put into it later is nothing to read. */
export function blockMinutes(block: Element): number {
	if (!known.has(block)) known.set(block, readingTimeMinutes(blockMaterial(block)));
	return known.get(block)!;
}
