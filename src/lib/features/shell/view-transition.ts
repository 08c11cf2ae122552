import type { OnNavigate } from '@sveltejs/kit';
import { tick } from 'svelte';
import { holdFrame } from '$lib/ui/dom/held-frame.ts';

/** If the browser has not captured the old page by then, the new one appears without a transition. */
const maxWaitMs = 100;

const name = 'article-title';

/** The navigation that started last; an earlier one may still wait for its transition. */
let latest: OnNavigate | undefined;

/** The title of a card that leads to an article, while it is in sight. */
function cardTitle({ category, slug }: Record<string, string | undefined>): HTMLElement | null {
	const title = document.getElementById(`article-${category}-${slug}`);
	if (!title) return null;
	const { top, bottom } = title.getBoundingClientRect();
	return bottom > 0 && top < document.documentElement.clientHeight ? title : null;
}

/**
 * Morphs a card's title into the article's, and back, if the browser has view transitions and
 * the reader has not asked for reduced motion. The content appears immediately; only snapshots move.
 */
export function morphTitle(navigation: OnNavigate): Promise<void> | void {
	latest = navigation;
	if (!document.startViewTransition || matchMedia('(prefers-reduced-motion: reduce)').matches)
		return;
	const [from, to] = [navigation.from?.params ?? {}, navigation.to?.params ?? {}];
	const opens = !!to.slug && !from.slug;
	const closes = !!from.slug && !to.slug;
	const before = opens ? cardTitle(to) : closes ? document.getElementById('articleTitle') : null;
	if (!before) return;
	before.style.viewTransitionName = name;
	return new Promise((proceed) => {
		const transition = document.startViewTransition(async () => {
			clearTimeout(waiting);
			try {
				// Overtaken by Back or another link: proceeding would make the router show this page.
				if (latest !== navigation) return;
				await holdFrame(async () => {
					proceed();
					await navigation.complete;
					// A list restores its scroll position in the update after the one that shows it.
					await tick();
					await tick();
				});
			} finally {
				before.style.viewTransitionName = '';
			}
			const after = opens ? document.getElementById('articleTitle') : cardTitle(from);
			if (!after) return;
			after.style.viewTransitionName = name;
			void ended.then(() => (after.style.viewTransitionName = ''));
		});
		const waiting = setTimeout(() => transition.skipTransition(), maxWaitMs);
		// A skipped transition rejects; that is no error.
		const ended = transition.finished.catch(() => {});
		transition.ready.catch(() => {});
		transition.updateCallbackDone.catch(() => {});
	});
}
