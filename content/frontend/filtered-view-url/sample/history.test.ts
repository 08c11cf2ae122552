import { flushSync } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { goto, idle } from './router.ts';
import { address, openList } from './open-list.ts';

let open: ReturnType<typeof openList> | undefined;
afterEach(() => open?.close());

function list(at: string) {
	open = openList(at);
	flushSync();
	return open;
}

/** Longer than the pause after which the address follows, and until it has followed. */
async function pause() {
	await new Promise((resolve) => setTimeout(resolve, 350));
	await idle();
}

async function back() {
	const moved = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
	history.back();
	await moved;
}

describe('typing', () => {
	it('changes the view immediately and the address after a pause', async () => {
		const { sync, view } = list('/');
		sync.type('cache');
		expect(view.criteria.q).toBe('cache');
		expect(address()).toBe('/');
		await pause();
		expect(address()).toBe('/?q=cache');
	});

	it('adds no history entry, however many letters', async () => {
		const { sync } = list('/');
		const entries = history.length;
		for (const text of ['c', 'ca', 'cac', 'cach', 'cache']) {
			sync.type(text);
			await pause();
		}
		expect(address()).toBe('/?q=cache');
		expect(history.length).toBe(entries);
	});

	it('calls the history once for a word typed without a pause', async () => {
		const { sync } = list('/');
		const replace = vi.spyOn(history, 'replaceState');
		const push = vi.spyOn(history, 'pushState');
		for (const text of ['c', 'ca', 'cac', 'cach', 'cache']) sync.type(text);
		await pause();
		expect(replace).toHaveBeenCalledTimes(1);
		expect(push).not.toHaveBeenCalled();
		vi.restoreAllMocks();
	});

	it('is not written over the entry that Back leads to', async () => {
		const { sync, view } = list('/');
		sync.change({ ...view.criteria, levels: ['Advanced'] });
		await idle();
		sync.type('cache');
		await back();
		expect(address()).toBe('/');
		await pause();
		expect(address()).toBe('/');
		expect(view.criteria).toMatchObject({ q: '', levels: [] });
	});

	it('is written to the address before the reader leaves, so Back returns to it', async () => {
		const { sync } = list('/');
		sync.type('cache');
		await goto('/backend/outbox/');
		expect(address()).toBe('/backend/outbox/');
		await back();
		expect(address()).toBe('/?q=cache');
	});
});

describe('choosing a filter', () => {
	it('adds one history entry for each choice', async () => {
		const { sync, view } = list('/');
		const entries = history.length;
		sync.change({ ...view.criteria, levels: ['Advanced'] });
		await idle();
		sync.change({ ...view.criteria, time: { max: 10 } });
		await idle();
		expect(address()).toBe('/?level=Advanced&time=-10');
		expect(history.length).toBe(entries + 2);
	});

	it('is taken back by Back, one choice at a time', async () => {
		const { sync, view } = list('/');
		sync.change({ ...view.criteria, levels: ['Advanced'] });
		await idle();
		sync.change({ ...view.criteria, time: { max: 10 } });
		await idle();
		await back();
		expect(view.criteria).toMatchObject({ levels: ['Advanced'], time: null });
		await back();
		expect(view.criteria).toMatchObject({ levels: [], time: null });
	});

	it('adds nothing if the address stays as it is', async () => {
		const { sync, view } = list('/?level=Advanced');
		const entries = history.length;
		sync.change({ ...view.criteria, sort: 'newest' });
		await idle();
		expect(history.length).toBe(entries);
	});
});

describe('an address', () => {
	it('with junk shows what is usable, and loses the junk without an entry', async () => {
		const { sync, view } = list('/?level=Expert&level=Advanced&time=20-10');
		const entries = history.length;
		expect(view.criteria).toMatchObject({ levels: ['Advanced'], time: null });
		sync.canonicalize();
		await idle();
		expect(address()).toBe('/?level=Advanced');
		expect(history.length).toBe(entries);
	});

	it('keeps what a newsletter added to it', async () => {
		const { sync, view } = list('/?utm_source=mail');
		sync.change({ ...view.criteria, q: 'c#' });
		await idle();
		expect(address()).toBe('/?q=c%23&utm_source=mail');
	});

	it('does not overwrite text that was typed while it was being opened', async () => {
		const { sync, view } = list('/');
		sync.change({ ...view.criteria, levels: ['Advanced'] });
		sync.type('cache');
		await idle();
		expect(view.criteria.q).toBe('cache');
		await pause();
		expect(address()).toBe('/?q=cache&level=Advanced');
	});
});

