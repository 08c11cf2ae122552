import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { holdFrame, inHeldFrame, nextTask } from '../../../src/lib/ui/dom/held-frame.ts';

let layouts = 0;

beforeEach(() => {
	layouts = 0;
	const documentElement = {
		get offsetHeight() {
			return ++layouts;
		}
	};
	vi.stubGlobal('document', { documentElement });
});
afterEach(() => void vi.unstubAllGlobals());

it('work is done at once if no frame is held', () => {
	let done = false;
	inHeldFrame(() => (done = true));
	expect(done).toBe(true);
	expect(layouts).toBe(0);
});

it('work in a held frame is done in a later task, and the frame waits for it and for what it asks for', async () => {
	const done: string[] = [];
	const held = holdFrame(async () => {
		inHeldFrame(async () => {
			done.push('first');
			inHeldFrame(() => done.push('second'));
			await nextTask();
		});
		await Promise.resolve();
		expect(done).toEqual([]);
	});
	await held;
	expect(done).toEqual(['first', 'second']);
	inHeldFrame(() => done.push('later'));
	expect(done.at(-1)).toBe('later');
});

it('what work adds in a held frame is laid out in the task after it, before other work', async () => {
	const seen: number[] = [];
	await holdFrame(async () => {
		inHeldFrame(() => seen.push(layouts));
		inHeldFrame(() => seen.push(layouts));
		await Promise.resolve();
	});
	expect(seen).toEqual([0, 1]);
	expect(layouts).toBe(2);
});

it('a frame that fails is held no longer', async () => {
	await expect(holdFrame(() => Promise.reject(new Error('aborted')))).rejects.toThrow('aborted');
	let done = false;
	inHeldFrame(() => (done = true));
	expect(done).toBe(true);
});
