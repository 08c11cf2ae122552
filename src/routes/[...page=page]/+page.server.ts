import { currentLibrary } from '$lib/library/current';
import { pageEntries } from '$lib/filter/list-page';
import type { EntryGenerator } from './$types';

export const entries: EntryGenerator = async () =>
	pageEntries((await currentLibrary()).cards, {}).map((page) => ({ page }));
