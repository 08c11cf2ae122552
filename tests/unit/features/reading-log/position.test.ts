import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	offsetOf,
	positionAt,
	type Layout
} from '../../../../src/lib/features/reading-log/position.ts';

const layout: Layout = {
	start: 100,
	headings: [
		{ id: 'why', top: 300 },
		{ id: 'how', top: 700 },
		{ id: 'cost', top: 700 },
		{ id: 'end', top: 900 }
	],
	end: 1300
};

const without = (...ids: string[]): Layout => ({
	...layout,
	headings: layout.headings.filter(({ id }) => !ids.includes(id))
});

const someLayout = fc
	.tuple(fc.nat(500), fc.array(fc.nat(3000), { maxLength: 12 }), fc.nat(3000))
	.map(([start, gaps, last]): Layout => {
		let top = start;
		const headings = gaps.map((gap, index) => ({ id: `h${index}`, top: (top += gap) }));
		return { start, headings, end: top + last };
	});

describe('a position', () => {
	it.each<[string, number, string, number]>([
		['above the article', 20, '', 0],
		['at its start', 100, '', 0],
		['before the first heading', 150, '', 0.25],
		['at a heading', 300, 'why', 0],
		['within a section', 400, 'why', 0.25],
		['where an empty section and the next begin', 700, 'cost', 0],
		['at the end', 1300, 'end', 1],
		['below the article', 9000, 'end', 1]
	])('%s', (_where, offset, heading, fraction) => {
		expect(positionAt(layout, offset)).toMatchObject({ heading, fraction });
	});

	it('has the headings before its own, nearest first', () => {
		expect(positionAt(layout, 1000).earlier).toEqual(['cost', 'how', 'why']);
		expect(positionAt(layout, 150).earlier).toEqual([]);
	});

	it('in an article without headings is a share of the whole', () => {
		expect(positionAt({ start: 0, headings: [], end: 200 }, 50)).toEqual({
			heading: '',
			fraction: 0.25,
			earlier: []
		});
	});

	it('leads back to where it was taken', () => {
		fc.assert(
			fc.property(someLayout, fc.double({ min: 0, max: 1, noNaN: true }), (some, part) => {
				const offset = some.start + part * (some.end - some.start);
				expect(offsetOf(some, positionAt(some, offset))).toBeCloseTo(offset, 6);
			})
		);
	});

	it('leads to the same part of its section after all heights have changed', () => {
		const wide: Layout = {
			start: 0,
			headings: [
				{ id: 'why', top: 50 },
				{ id: 'how', top: 150 }
			],
			end: 400
		};
		expect(offsetOf(wide, positionAt(layout, 400))).toBe(75);
	});
});

describe('a position whose heading no longer exists', () => {
	const kept = positionAt(layout, 1000);

	it.each<[string, string[], number]>([
		['the heading before it', ['end'], 700],
		['the nearest one that still exists', ['end', 'cost', 'how'], 300],
		['the start of the article', ['end', 'cost', 'how', 'why'], 100]
	])('leads to %s', (_where, gone, offset) => {
		expect(offsetOf(without(...gone), kept)).toBe(offset);
	});

	it('leads into the article, whatever its values', () => {
		const anything = fc.record({
			heading: fc.constantFrom('', 'h0', 'h1', '__proto__'),
			fraction: fc.double(),
			earlier: fc.array(fc.constantFrom('h0', 'h2', 'constructor'))
		});
		fc.assert(
			fc.property(someLayout, anything, (some, position) => {
				const offset = offsetOf(some, position);
				expect(offset).toBeGreaterThanOrEqual(some.start);
				expect(offset).toBeLessThanOrEqual(some.end);
			})
		);
	});
});
