import type { OnNavigate } from '@sveltejs/kit';

/** Where the browser has not drawn the old page by then, the new one comes without a transition. */
const patience = 100;

const name = 'article-title';

/** The navigation that began last; the URL is another one's again where an earlier one waits. */
let latest: OnNavigate | undefined;

/** The title of a card that leads to an article, while it is in sight. */
function cardTitle({ category, slug }: Record<string, string | undefined>): HTMLElement | null {
	const title = document.getElementById(`article-${category}-${slug}`);
	if (!title) return null;
	const { top, bottom } = title.getBoundingClientRect();
	return bottom > 0 && top < document.documentElement.clientHeight ? title : null;
}

/**
 * Lets a card's title become the article's, and back, where the browser has view transitions and
 * the reader has nothing against motion. Its content is there at once; only pictures of it move.
 */
export function betweenCardAndArticle(navigation: OnNavigate): Promise<void> | void {
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
				// Overtaken, by Back or another link, it never goes on: the router would show its page.
				if (latest !== navigation) return;
				proceed();
				await navigation.complete;
			} finally {
				before.style.viewTransitionName = '';
			}
			const after = opens ? document.getElementById('articleTitle') : cardTitle(from);
			if (!after) return;
			after.style.viewTransitionName = name;
			void ended.then(() => (after.style.viewTransitionName = ''));
		});
		const waiting = setTimeout(() => transition.skipTransition(), patience);
		// Skipped, or the navigation went elsewhere: there is nothing to say about it.
		const ended = transition.finished.catch(() => {});
		transition.ready.catch(() => {});
		transition.updateCallbackDone.catch(() => {});
	});
}
