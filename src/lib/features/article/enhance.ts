import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { Catalogue } from '$lib/features/catalogue/catalogue.svelte.ts';
import { deferred } from '$lib/ui/deferred.svelte.ts';
import { whenAttended } from '$lib/ui/dom/when-idle.ts';
import type { ArticleElements } from './article-elements.ts';
import type { OpenParts } from './open-parts.ts';

const enhancementsPart = deferred(!import.meta.env.SSR && (() => import('./deferred.ts')));

/** What is open in the article now; `null` if the part has not loaded, so that nothing can be. */
export const captureOpen = () => enhancementsPart.current?.captureOpenParts() ?? null;

/** Opens it again, immediately if the part has loaded. */
export function restoreOpen(parts: OpenParts) {
	const { current } = enhancementsPart;
	if (current) current.restoreOpenParts(parts);
	else void enhancementsPart.load().then((part) => part?.restoreOpenParts(parts));
}

/**
 * Adds the enhancements of an article's page once a reader is there. The article is complete without them.
 * @param minutes the article's reading time
 * @param elements read once the page is mounted
 */
export const enhance =
	(
		minutes: number,
		catalogue: Catalogue,
		elements: () => Omit<ArticleElements, 'page'>
	): Attachment<HTMLElement> =>
	(page) => {
		const leaving = new AbortController();
		const article = untrack(() => ({ page, ...elements() }));
		whenAttended(async () => {
			const part = await enhancementsPart.load();
			if (part && !leaving.signal.aborted)
				part.startEnhancements(article, minutes, catalogue, leaving.signal);
		});
		return () => leaving.abort();
	};
