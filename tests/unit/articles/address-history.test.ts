import { describe, expect, it } from 'vitest';
import {
	canonical,
	droppedFrom,
	moved,
	openedAt,
	pushed,
	replaced,
	shownIn
} from '../../../content/frontend/filtered-view-url/address-history.ts';

describe('the history in the figure', () => {
	const three = pushed(pushed(openedAt('a'), 'b'), 'c');

	it('adds an entry for a choice, unless the address stays', () => {
		expect(three).toEqual({ entries: ['a', 'b', 'c'], current: 2 });
		expect(pushed(three, 'c')).toBe(three);
	});

	it('forgets what Back had left behind, after a choice', () => {
		expect(pushed(moved(moved(three, -1), -1), 'd')).toEqual({ entries: ['a', 'd'], current: 1 });
	});

	it('changes the entry that is shown while somebody types', () => {
		expect(replaced(moved(three, -1), 'bb')).toEqual({ entries: ['a', 'bb', 'c'], current: 1 });
	});

	it('moves no further than its ends', () => {
		expect(shownIn(moved(three, 1))).toBe('c');
		expect(shownIn(moved(openedAt('a'), -1))).toBe('a');
	});
});

describe('an address typed into the figure', () => {
	it.each([
		['level=Expert&level=ADVANCED', 'level=Advanced', ['level=Expert']],
		['utm_source=mail&q=c%23&time=20-10', 'q=c%23&utm_source=mail', ['time=20-10']],
		['tag=c++', 'tag=c%2B%2B', []],
		['', '', []]
	])('%j becomes %j without %j', (typed, shown, dropped) => {
		expect(canonical(typed)).toBe(shown);
		expect(droppedFrom(typed)).toEqual(dropped);
	});
});
