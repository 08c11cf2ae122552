import { afterEach, expect, it, vi } from 'vitest';
import type { OfflineList } from '$lib/core/offline/cache-entries.ts';
import type { ArticleCache, SavedArticle } from '$lib/features/offline/article-cache.ts';
import { SavingState } from '$lib/features/offline/saving.svelte.ts';

const fileOf = (id: string) => ({ path: `${id}/`, bytes: 10, hash: 'f' });
const list: OfflineList = {
	build: '1',
	bundle: '1',
	articles: {
		'web/one': { hash: 'h', files: [fileOf('web/one')] },
		'web/two': { hash: 'h', files: [fileOf('web/two')] }
	}
};

function openSaving() {
	const saved = new Map<string, SavedArticle>();
	const cache = {
		fetchList: () => Promise.resolve(list),
		pending: () => Promise.resolve([]),
		storePending: () => Promise.resolve(),
		saved: vi.fn((only?: string) =>
			Promise.resolve(new Map([...saved].filter(([id]) => only === undefined || id === only)))
		),
		save: async (id: string) =>
			void saved.set(id, { build: '1', kept: '', title: 'One', hash: 'h', bytes: 10 })
	};
	return { cache, saving: new SavingState(cache as unknown as ArticleCache, '/') };
}

afterEach(() => vi.unstubAllGlobals());

it('saves while the browser asks the reader to keep the data, and asks once', async () => {
	let answer: (persisted: boolean) => void;
	const persist = vi.fn(() => new Promise<boolean>((resolve) => (answer = resolve)));
	vi.stubGlobal('navigator', { storage: { persist } });
	const { saving } = openSaving();
	await saving.save(['web/one']);
	expect(saving.isCurrent('web/one')).toBe(true);
	expect(saving.persisted).toBeNull();
	await saving.save(['web/one']);
	answer!(true);
	await vi.waitFor(() => expect(saving.persisted).toBe(true));
	expect(persist).toHaveBeenCalledOnce();
});

it('reads only the article that was saved last, however many there are', async () => {
	const { cache, saving } = openSaving();
	await saving.save(['web/one', 'web/two']);
	expect([...saving.saved.keys()]).toEqual(['web/one', 'web/two']);
	expect(cache.saved.mock.calls).toEqual([['web/one'], ['web/two']]);
});
