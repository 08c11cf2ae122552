import { currentLibrary } from '$lib/content/library/current.ts';
import type { EntryGenerator } from './$types';

/** There is a page if the content folder has an `about.md`. */
export const entries: EntryGenerator = async () =>
	(await currentLibrary()).about ? [{ about: 'about' }] : [];
