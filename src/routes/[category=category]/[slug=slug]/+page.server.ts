import { currentLibrary } from '$lib/library/current';
import type { EntryGenerator } from './$types';

export const entries: EntryGenerator = async () =>
	(await currentLibrary()).articles.map(({ category, slug }) => ({ category, slug }));
