import { EventEmitter } from 'node:events';
import type { FSWatcher } from 'vite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchContent } from '../../../src/vite/watch-content.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A watched folder, and the edits that it told of. */
function watch() {
	const watcher = Object.assign(new EventEmitter(), { add: vi.fn() });
	const begun: ReadonlySet<string>[] = [];
	let count = 0;
	watchContent({ watcher: watcher as unknown as FSWatcher }, '/content', (edited) => {
		count++;
		void edited.then((paths) => begun.push(paths));
	});
	const edit = (path: string) => watcher.emit('all', 'change', path);
	return { watcher, edit, begun, count: () => count };
}

describe('the watch of the content', () => {
	it('tells of an edit at once, and of its files once no other has followed for a moment', async () => {
		const { watcher, edit, begun, count } = watch();
		expect(watcher.add).toHaveBeenCalledWith('/content');
		edit('/content/a.md');
		expect(count()).toBe(1);
		await vi.advanceTimersByTimeAsync(40);
		edit('/content/b.md');
		await vi.advanceTimersByTimeAsync(40);
		expect(begun).toEqual([]);
		await vi.advanceTimersByTimeAsync(40);
		expect(begun).toEqual([new Set(['/content/a.md', '/content/b.md'])]);
		edit('/content/a.md');
		await vi.advanceTimersByTimeAsync(60);
		expect(count()).toBe(2);
		expect(begun[1]).toEqual(new Set(['/content/a.md']));
	});

	it('leaves out other folders and the output of compilers', async () => {
		const { edit, count } = watch();
		edit('/elsewhere/a.md');
		edit('/content/backend/a/sample/obj/a.json');
		await vi.advanceTimersByTimeAsync(60);
		expect(count()).toBe(0);
	});
});
