import { offsetOf, stretches, type Layout } from './position.ts';
import type { ArticleRecord, Position } from './record.ts';

/** What a window shows of an article: where its edges are, in the layout's unit. */
export interface View {
	layout: Layout;
	top: number;
	bottom: number;
}

/** Reading time of each section in minutes, by heading id. */
export type SectionMinutes = ReadonlyMap<string, number>;

/** How many times as fast as the reading time somebody goes at most who reads. */
const fastest = 4;
/** Longer than from look to look: in between the device slept, or the page was hidden. */
const maxLook = 2000;
/** Who is so long at a place reads there. */
const stay = 10_000;
/** As many windows from the kept place one gets by reading on. */
const near = 1.5;
/** The share of an article that is most of it. */
const most = 2 / 3;

/** One visit to an article: tells from looks at its window what of it is read. */
export class Visit {
	#minutes: SectionMinutes;
	/** For how long each section was in sight, in milliseconds. */
	#inSight = new Map<string, number>();
	#lastLook: number | undefined;
	/** A place far from the kept one, and since when somebody is there. */
	#stay: { at: number; since: number } | undefined;

	constructor(minutes: SectionMinutes) {
		this.#minutes = minutes;
	}

	/**
	 * Looks at the window, a second or so after the last time.
	 * @param now in milliseconds
	 * @returns ids of the sections that have been in sight for as long as reading them takes
	 */
	look({ layout, top, bottom }: View, now: number): string[] {
		const passed = Math.min(now - (this.#lastLook ?? now), maxLook);
		this.#lastLook = now;
		for (const section of stretches(layout))
			if (section.top < bottom && section.bottom > top)
				this.#inSight.set(section.id, (this.#inSight.get(section.id) ?? 0) + passed);
		return [...this.#minutes.keys()].filter((id) => {
			const needed = (this.#minutes.get(id)! * 60_000) / fastest;
			return this.#inSight.has(id) && this.#inSight.get(id)! >= needed;
		});
	}

	/**
	 * Whether a place is where the article goes on another time. One near the kept place is, for one
	 * gets there by reading on; one far from it, as after a jump or a look around, is where somebody
	 * stays.
	 */
	isPlace({ layout, top, bottom }: View, place: number, kept: Position | null, now: number) {
		const height = bottom - top;
		const from = kept ? offsetOf(layout, kept) : layout.start;
		if (Math.abs(place - from) <= near * height) {
			this.#stay = undefined;
			return true;
		}
		if (!this.#stay || Math.abs(place - this.#stay.at) > height)
			this.#stay = { at: place, since: now };
		return now - this.#stay.since >= stay;
	}
}

/** Most of an article was seen since it was last marked as unread, weighed by reading time. */
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
	return seen >= most * all;
}
