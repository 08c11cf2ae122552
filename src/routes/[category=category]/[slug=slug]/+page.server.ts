import { currentLibrary } from '$lib/content/library/current.ts';
import type { EntryGenerator } from './$types';

export const entries: EntryGenerator = async () =>
	(await currentLibrary()).articles.map(({ category, slug }) => ({ category, slug }));
