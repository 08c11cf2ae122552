import { describe, expect, it } from 'vitest';
import { positionAt, type Layout } from '../../../../src/lib/features/reading-log/position.ts';
import { isMostlySeen, Visit, type View } from '../../../../src/lib/features/reading-log/visit.ts';

/** Three sections, each four viewports high and four minutes long. */
const layout: Layout = {
	start: 0,
	headings: [
		{ id: 'a', top: 0 },
		{ id: 'b', top: 4000 },
		{ id: 'c', top: 8000 }
	],
	end: 12_000
};
const minutes = new Map([
	['a', 4],
	['b', 4],
	['c', 4]
]);
const view = (top: number): View => ({ layout, top, bottom: top + 1000 });

/** Ticks once a second with the viewport of that time, and returns the sections that were seen. */
function watch(visit: Visit, from: number, to: number, top: (second: number) => number): string[] {
	let seen: string[] = [];
	for (let second = from; second <= to; second++)
		seen = visit.sample(view(top(second)), second * 1000);
	return seen;
}

describe('a section is seen', () => {
	it('at a reader’s pace', () => {
		expect(watch(new Visit(minutes), 0, 240, (second) => (second * 4000) / 240)).toContain('a');
	});

	it('at four times that pace, but not by scrolling alone', () => {
		expect(watch(new Visit(minutes), 0, 61, (second) => second * 50)).toEqual(['a']);
		expect(watch(new Visit(minutes), 0, 20, (second) => second * 500)).toEqual([]);
	});

	it('but not by a jump to the end', () => {
		expect(watch(new Visit(minutes), 0, 20, () => 11_000)).toEqual([]);
	});

	it('but not during a long time between two ticks', () => {
		const visit = new Visit(minutes);
		visit.sample(view(0), 0);
		expect(visit.sample(view(0), 3_600_000)).toEqual([]);
	});
});

describe('an article continues', () => {
	const at = (offset: number) => positionAt(layout, offset);
	const isResumePoint = (visit: Visit, place: number, kept: number | null, now: number) =>
		visit.isResumePoint(view(place - 250), place, kept === null ? null : at(kept), now);

	it('immediately where the reader has read on, or gone back a little', () => {
		const visit = new Visit(minutes);
		expect(isResumePoint(visit, 1200, null, 0)).toBe(true);
		expect(isResumePoint(visit, 5400, 4000, 0)).toBe(true);
		expect(isResumePoint(visit, 3000, 4000, 0)).toBe(true);
	});

	it('far from there only if the reader stays', () => {
		const visit = new Visit(minutes);
		expect(isResumePoint(visit, 1000, 9000, 0)).toBe(false);
		expect(isResumePoint(visit, 1400, 9000, 5000)).toBe(false);
		expect(isResumePoint(visit, 1400, 9000, 10_000)).toBe(true);
	});

	it('nowhere that the reader only passes', () => {
		const visit = new Visit(minutes);
		for (let second = 0; second < 40; second++)
			expect(isResumePoint(visit, (second % 4) * 1500, 9000, second * 1000)).toBe(false);
	});
});

describe('most of an article', () => {
	const seen = (...ids: string[]) => new Map(ids.map((id) => [id, { at: 5, value: 'x' }]));

	it('is two thirds of its reading time', () => {
		expect(isMostlySeen(minutes, { sections: seen('a', 'c') })).toBe(true);
		expect(isMostlySeen(minutes, { sections: seen('a') })).toBe(false);
		const uneven = new Map([
			['a', 9],
			['b', 1]
		]);
		expect(isMostlySeen(uneven, { sections: seen('a') })).toBe(true);
		expect(isMostlySeen(uneven, { sections: seen('b') })).toBe(false);
	});

	it('must be seen again after it was marked as unread', () => {
		const sections = seen('a', 'b', 'c');
		expect(isMostlySeen(minutes, { sections, read: { at: 4, value: null } })).toBe(true);
		expect(isMostlySeen(minutes, { sections, read: { at: 5, value: null } })).toBe(false);
	});
});
