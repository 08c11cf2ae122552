import { expect, it } from 'vitest';
import { holdFrame, inHeldFrame, nextTask } from '../../../src/lib/ui/dom/held-frame.ts';

it('work is done at once if no frame is held', () => {
	let done = false;
	inHeldFrame(() => (done = true));
	expect(done).toBe(true);
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

it('a frame that fails is held no longer', async () => {
	await expect(holdFrame(() => Promise.reject(new Error('aborted')))).rejects.toThrow('aborted');
	let done = false;
	inHeldFrame(() => (done = true));
	expect(done).toBe(true);
});
