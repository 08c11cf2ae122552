import { expect, it } from 'vitest';
import { forEachConcurrent } from '../../../../src/lib/core/async/for-each-concurrent.ts';

it('every item is processed once, in order, at most so many at a time', async () => {
	const started: number[] = [];
	let running = 0;
	let peak = 0;
	await forEachConcurrent([5, 1, 3, 2, 4], 2, async (turns) => {
		started.push(turns);
		peak = Math.max(peak, ++running);
		for (let turn = 0; turn < turns; turn++) await Promise.resolve();
		running--;
	});
	expect(started).toEqual([5, 1, 3, 2, 4]);
	expect(peak).toBe(2);
	expect(running).toBe(0);
});

it('an error ends it', async () => {
	const failing = forEachConcurrent([1, 2], 1, () => Promise.reject(new Error('no')));
	await expect(failing).rejects.toThrow('no');
});
