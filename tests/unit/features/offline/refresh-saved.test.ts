import { describe, expect, it } from 'vitest';
import { refreshSaved } from '../../../../src/lib/features/offline/refresh-saved.ts';

const list = {
	build: '2',
	bundle: '1',
	articles: {
		'a/new': { hash: 'n', files: [{ path: 'a/new/', bytes: 1, hash: 'h' }] as never },
		'a/same': { hash: 's', files: [{ path: 'a/same/', bytes: 1, hash: 'h' }] as never }
	},
	renamed: { 'a/old': 'a/new' }
};
const unit = (hash: string, build = '1') => ({ hash, build });

/** What is saved and removed, in order. */
async function refresh(saved: [string, { hash: string; build: string }][], isOffline = false) {
	const done: string[] = [];
	const save = async (id: string) => {
		if (isOffline) throw new Error('offline');
		done.push(`+${id}`);
	};
	const changed = await refreshSaved(new Map(saved), list, save, async (id) => {
		done.push(`-${id}`);
	});
	return { done, changed };
}

describe('saved articles after a deployment', () => {
	it('a renamed one is saved at its new address before the copy at the old one is removed', async () => {
		expect((await refresh([['a/old', unit('o')]])).done).toEqual(['+a/new', '-a/old']);
	});

	it('without a network the copy at the old address stays', async () => {
		expect((await refresh([['a/old', unit('o')]], true)).done).toEqual([]);
	});

	it('a sample that the renamed article no longer has is removed', async () => {
		expect((await refresh([['a/old/sample', unit('o')]])).done).toEqual(['-a/old/sample']);
	});

	it('one with other content or of another build is replaced; only the former is reported', async () => {
		expect(await refresh([['a/same', unit('x')]])).toEqual({
			done: ['+a/same'],
			changed: ['a/same']
		});
		expect(await refresh([['a/same', unit('s')]])).toEqual({ done: ['+a/same'], changed: [] });
		expect(await refresh([['a/same', unit('s', '2')]])).toEqual({ done: [], changed: [] });
	});
});
