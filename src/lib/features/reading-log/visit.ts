import { offsetOf, sectionBounds, type Layout } from './position.ts';
import type { ArticleRecord, ReadingPosition } from './record.ts';

/** The part of an article that a window shows; edges in the layout's unit. */
export interface View {
	layout: Layout;
	top: number;
	bottom: number;
}

/** Reading time of each section in minutes, by heading id. */
export type SectionMinutes = ReadonlyMap<string, number>;

/** Fastest plausible reading, as a multiple of the estimated speed. */
const maxSpeedFactor = 4;
/** Of a longer gap between two calls only this much counts: the device slept, or the page was hidden. */
const maxTickMs = 2000;
/** After this long at a place, the reader is taken to read there. */
const dwellMs = 10_000;
/** Jumps beyond this many viewports are not continuous reading. */
const continuousScrollViewports = 1.5;
/** The share of an article that must have been seen for it to count as finished. */
const finishedShare = 2 / 3;

/** One visit to an article: infers from samples of the window which sections are read. */
export class Visit {
	#minutes: SectionMinutes;
	/** How long each section was visible, in milliseconds. */
	#visibleMs = new Map<string, number>();
	#lastSample: number | undefined;
	/** A place far from the stored position, and since when the reader is there. */
	#dwell: { at: number; since: number } | undefined;

	constructor(minutes: SectionMinutes) {
		this.#minutes = minutes;
	}

	/**
	 * Samples the window, about a second after the last time.
	 * @param now in milliseconds
	 * @returns ids of the sections that have been visible for as long as reading them takes
	 */
	sample({ layout, top, bottom }: View, now: number): string[] {
		const passed = Math.min(now - (this.#lastSample ?? now), maxTickMs);
		this.#lastSample = now;
		for (const section of sectionBounds(layout))
			if (section.top < bottom && section.bottom > top)
				this.#visibleMs.set(section.id, (this.#visibleMs.get(section.id) ?? 0) + passed);
		return [...this.#minutes.keys()].filter((id) => {
			const needed = (this.#minutes.get(id)! * 60_000) / maxSpeedFactor;
			return this.#visibleMs.has(id) && this.#visibleMs.get(id)! >= needed;
		});
	}

	/**
	 * Whether reading should resume at a place. Near the stored position it should, because the reader
	 * got there by reading on; far from it, as after a jump, only if the reader stays there.
	 */
	isResumePoint(
		{ layout, top, bottom }: View,
		place: number,
		stored: ReadingPosition | null,
		now: number
	) {
		const height = bottom - top;
		const from = stored ? offsetOf(layout, stored) : layout.start;
		if (Math.abs(place - from) <= continuousScrollViewports * height) {
			this.#dwell = undefined;
			return true;
		}
		if (!this.#dwell || Math.abs(place - this.#dwell.at) > height)
			this.#dwell = { at: place, since: now };
		return now - this.#dwell.since >= dwellMs;
	}
}

/** Whether most of an article was seen since it was last marked as unread, by reading time. */
export function isMostlySeen(
	minutes: SectionMinutes,
	{ sections, read }: Pick<ArticleRecord, 'sections' | 'read'>
): boolean {
	const since = read?.value === null ? read.at : -1;
	let [seen, all] = [0, 0];
	for (const [id, time] of minutes) {
		all += time;
		if ((sections.get(id)?.at ?? -1) > since) seen += time;
	}
	return seen >= finishedShare * all;
}
