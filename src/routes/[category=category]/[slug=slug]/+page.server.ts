import { articleEntries } from '$lib/content/prerender/entries.ts';
import type { EntryGenerator } from './$types';

export const entries: EntryGenerator = articleEntries;
