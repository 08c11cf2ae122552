import type { ReadingPosition } from './record.ts';

/** Offsets within a page; the caller chooses unit and origin. */
export interface Layout {
	/** Top of the article. */
	start: number;
	/** In document order. */
	headings: readonly { id: string; top: number }[];
	/** Bottom of the article. */
	end: number;
}

/** Top and bottom of each section; the first, before any heading, has the empty id. */
export const sectionBounds = ({ start, headings, end }: Layout) =>
	[{ id: '', top: start }, ...headings].map((heading, index) => ({
		...heading,
		bottom: Math.max(heading.top, headings[index]?.top ?? end)
	}));

const clamp = (value: number) => (value > 0 ? Math.min(1, value) : 0);

/** The position at `offset`. */
export function positionAt(layout: Layout, offset: number): ReadingPosition {
	const all = sectionBounds(layout);
	const index = Math.max(
		0,
		all.findLastIndex(({ top }) => top <= offset)
	);
	const { id, top, bottom } = all[index]!;
	return {
		heading: id,
		fraction: bottom > top ? clamp((offset - top) / (bottom - top)) : 0,
		earlier: all
			.slice(1, index)
			.map((section) => section.id)
			.reverse()
	};
}

/**
 * The offset of a position. If its heading no longer exists: the top of the nearest earlier heading
 * that does, else the start.
 */
export function offsetOf(layout: Layout, { heading, fraction, earlier }: ReadingPosition): number {
	const all = sectionBounds(layout);
	const section = all.find(({ id }) => id === heading);
	if (section) return section.top + clamp(fraction) * (section.bottom - section.top);
	const nearest = earlier.find((id) => all.some(({ id: known }) => known === id));
	return all.find(({ id }) => id === nearest)?.top ?? layout.start;
}
