import { samplePages } from '$lib/content/prerender/sample-document.ts';
import type { EntryGenerator } from './$types';

export const entries: EntryGenerator = samplePages;
