import type { Position } from './record.ts';

/** Where things are, in one unit from one origin, both the caller's choice. */
export interface Layout {
	/** Top of the article. */
	start: number;
	/** In document order. */
	headings: readonly { id: string; top: number }[];
	/** Bottom of the article. */
	end: number;
}

/** The stretches of an article from one heading to the next; the first has no heading. */
export const stretches = ({ start, headings, end }: Layout) =>
	[{ id: '', top: start }, ...headings].map((heading, index) => ({
		...heading,
		bottom: Math.max(heading.top, headings[index]?.top ?? end)
	}));

const clamp = (value: number) => (value > 0 ? Math.min(1, value) : 0);

/** The position that stands at `offset`. */
export function positionAt(layout: Layout, offset: number): Position {
	const all = stretches(layout);
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
			.map((stretch) => stretch.id)
			.reverse()
	};
}

/**
 * Where a position is now. Where its heading is gone, the top of the nearest earlier one that is
 * still there, else the start.
 */
export function offsetOf(layout: Layout, { heading, fraction, earlier }: Position): number {
	const all = stretches(layout);
	const section = all.find(({ id }) => id === heading);
	if (section) return section.top + clamp(fraction) * (section.bottom - section.top);
	const near = earlier.find((id) => all.some((stretch) => stretch.id === id));
	return all.find(({ id }) => id === near)?.top ?? layout.start;
}
