import { currentLibrary } from '$lib/content/library/current.ts';
import { pageEntries } from '$lib/core/filter/list-page.ts';
import type { EntryGenerator } from './$types';

export const entries: EntryGenerator = async () =>
	pageEntries((await currentLibrary()).cards, {}).map((page) => ({ page }));
