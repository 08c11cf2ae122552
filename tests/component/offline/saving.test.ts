import { afterEach, expect, it, vi } from 'vitest';
import type { OfflineList } from '$lib/core/offline/cache-entries.ts';
import type { ArticleCache, SavedArticle } from '$lib/features/offline/article-cache.ts';
import { SavingState } from '$lib/features/offline/saving.svelte.ts';

const file = { path: 'web/one/', bytes: 10, hash: 'f' };
const list: OfflineList = { build: '1', articles: { 'web/one': { hash: 'h', files: [file] } } };

function openSaving() {
	const saved = new Map<string, SavedArticle>();
	const cache = {
		fetchList: () => Promise.resolve(list),
		pending: () => Promise.resolve([]),
		storePending: () => Promise.resolve(),
		saved: () => Promise.resolve(new Map(saved)),
		save: async (id: string) =>
			void saved.set(id, { build: '1', kept: '', title: 'One', hash: 'h', bytes: 10 })
	};
	return new SavingState(cache as unknown as ArticleCache, '/');
}

afterEach(() => vi.unstubAllGlobals());

it('saves while the browser asks the reader to keep the data, and asks once', async () => {
	let answer: (persisted: boolean) => void;
	const persist = vi.fn(() => new Promise<boolean>((resolve) => (answer = resolve)));
	vi.stubGlobal('navigator', { storage: { persist } });
	const saving = openSaving();
	await saving.save(['web/one']);
	expect(saving.isCurrent('web/one')).toBe(true);
	expect(saving.persisted).toBeNull();
	await saving.save(['web/one']);
	answer!(true);
	await vi.waitFor(() => expect(saving.persisted).toBe(true));
	expect(persist).toHaveBeenCalledOnce();
});
