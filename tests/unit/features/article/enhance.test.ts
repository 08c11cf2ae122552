import { describe, expect, it } from 'vitest';
import { readingTimeMinutes } from '../../../../src/lib/core/article/reading-time.ts';
import { currentHeading } from '../../../../src/lib/features/article/contents.ts';
import { minutesLeft, shareAbove } from '../../../../src/lib/features/article/progress.ts';

describe('the current heading', () => {
	const at = (...tops: number[]) => ({
		ids: [...'abc'].slice(0, tops.length),
		topOf: (index: number) => tops[index]!
	});

	it('is the last above the line, and none before the first', () => {
		expect(currentHeading(at(300, 600, 900), 270)).toBeUndefined();
		expect(currentHeading(at(270, 600, 900), 270)).toBe('a');
		expect(currentHeading(at(-900, -20, 271), 270)).toBe('b');
	});

	it('is the last at the end of the article, or the link’s target while it is visible', () => {
		const end = (target: string) => ({ target, height: 800 });
		expect(currentHeading(at(-50, 300, 500), 240, end(''))).toBe('c');
		expect(currentHeading(at(-50, 300, 500), 240, end('b'))).toBe('b');
		expect(currentHeading(at(-50, 300, 500), 240, end('a'))).toBe('c');
	});

	it('is undefined on a page without headings', () => {
		expect(currentHeading(at(), 240)).toBeUndefined();
		expect(currentHeading(at(), 240, { target: 'x', height: 800 })).toBeUndefined();
	});

	it('is found among two hundred with few reads of the layout', () => {
		let looks = 0;
		const ids = Array.from({ length: 200 }, (_, n) => `h${n}`);
		expect(currentHeading({ ids, topOf: (n) => (looks++, n * 100 - 5000) }, 240)).toBe('h52');
		expect(looks).toBeLessThan(10);
	});
});

describe('the share that is read', () => {
	/** Blocks of 100 px each, from the upper edge of the window. */
	const edges = (n: number) => ({ top: n * 100, bottom: n * 100 + 100 });

	it('is computed from reading time, not from height', () => {
		expect(shareAbove(-1, [1, 3], edges)).toBe(0);
		expect(shareAbove(50, [1, 3], edges)).toBe(0.125);
		expect(shareAbove(100, [1, 3], edges)).toBe(0.25);
		expect(shareAbove(150, [1, 3], edges)).toBe(0.625);
		expect(shareAbove(200, [1, 3], edges)).toBe(1);
	});

	it('is everything if there is nothing to read', () => {
		expect(shareAbove(0, [], edges)).toBe(1);
		expect(shareAbove(0, [0, 0], edges)).toBe(1);
	});

	it('reads the layout of few blocks in a long article', () => {
		let asked = 0;
		const times = Array.from({ length: 4096 }, () => 1);
		const share = shareAbove(204_800, times, (n) => (asked++, edges(n)));
		expect(share).toBe(0.5);
		expect(asked).toBeLessThan(16);
	});

	it('reduces the minutes, down to one until the end', () => {
		expect([0, 0.5, 0.96, 1].map((share) => minutesLeft(12, share))).toEqual([12, 6, 1, 0]);
	});

	it('counts a block like the article’s reading time', () => {
		expect(readingTimeMinutes({ prose: 'word '.repeat(238), code: '', figures: 0 })).toBe(1);
		expect(readingTimeMinutes({ prose: '', code: 'x\n\n'.repeat(15), figures: 1 })).toBeCloseTo(
			0.7
		);
	});
});
