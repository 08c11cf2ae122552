/** The sections of the open article: their hashes from the page's data, their place in its body. */
import type { ArticlePage } from '$lib/core/article/article-page.ts';
import type { Layout } from './position.ts';
import { blockMinutes, readBlocks } from '$lib/ui/blocks/article-blocks.ts';
import { bodyId } from '$lib/ui/dom/page-document.ts';

/** Hash of each section by heading id, in order; the empty id before the first heading. */
export type Sections = ReadonlyMap<string, string>;

export const openArticleBody = () => document.getElementById(bodyId)!;

export const sectionsOf = ({ opening, headings }: ArticlePage): Sections =>
	new Map(
		[{ id: '', hash: opening }, ...headings].flatMap(({ id, hash }) => (hash ? [[id, hash]] : []))
	);

function* blocksBySection(sections: Sections): Generator<[string, HTMLElement]> {
	let section = '';
	for (const block of readBlocks(openArticleBody())) {
		if (block.id && sections.has(block.id)) section = block.id;
		yield [section, block];
	}
}

/** Reading time of each section, in minutes. */
export function sectionMinutes(sections: Sections): Map<string, number> {
	const minutes = new Map<string, number>();
	for (const [section, block] of blocksBySection(sections))
		minutes.set(section, (minutes.get(section) ?? 0) + blockMinutes(block));
	return minutes;
}

/** Marks every block of some sections; the first block of each also says so to screen readers. */
export function markChanged(changed: readonly string[], sections: Sections) {
	let last: string | undefined;
	for (const [section, block] of blocksBySection(sections)) {
		if (changed.includes(section)) block.dataset.changed = section === last ? '' : 'first';
		last = section;
	}
}

/** In CSS px from the top of the page. */
export function layoutOf(sections: Sections): Layout {
	const body = openArticleBody();
	const boxOf = (element: Element) => element.getBoundingClientRect();
	const headings = [...sections.keys()].flatMap((id) => (id && document.getElementById(id)) || []);
	return {
		start: boxOf(body).top + scrollY,
		headings: headings.map((heading) => ({ id: heading.id, top: boxOf(heading).top + scrollY })),
		end: boxOf(readBlocks(body).at(-1) ?? body).bottom + scrollY
	};
}
