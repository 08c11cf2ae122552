import { href } from '$lib/ui/href.ts';
import { onMount } from 'svelte';
import { afterNavigate, beforeNavigate, goto } from '$app/navigation';
import { page } from '$app/state';
import { decodeCriteria, foreignParameters, type Criteria } from '$lib/core/filter/criteria.ts';
import { type Scope } from '$lib/core/filter/scope.ts';
import { viewUrl } from '$lib/core/filter/scoped-criteria.ts';
import type { Catalogue } from '$lib/features/catalogue/catalogue.svelte.ts';
import type { ListState } from './list-state.svelte.ts';

/** The URL changes once a word, not with every letter. */
const debounceMs = 300;

/** SvelteKit announces the title on every navigation; silence it when only the query changed. */
function announceTitle(isOther: boolean) {
	const announcer = document.getElementById('svelte-announcer');
	if (!announcer) return;
	announcer.ariaLive = isOther ? 'assertive' : 'off';
	// axe wants content outside landmarks to have the role of a live region.
	announcer.role = isOther ? null : 'log';
}

/** Keeps the URL and the view of a list page in sync, in both directions. */
export class UrlSync {
	#view: ListState;
	#scope: Scope;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** The URL of a navigation that the router has not finished. */
	#pendingUrl: URL | undefined;
	isTyping = $state(false);
	/** The query that the view shows; `null` while it is still the prerendered list. */
	appliedSearch = $state<string | null>(null);

	/** Call it while a component is initialized. */
	constructor(view: ListState, scope: Scope, catalogue: Catalogue) {
		this.#view = view;
		this.#scope = scope;

		// #region leave
		// The reader leaves before the URL is written, and Back must return to the view as it was. `goto`
		// would cancel the navigation, so this replaces the history entry and keeps its state, which the
		// router needs. On Back and Forward the browser is at another entry already.
		beforeNavigate(({ from, to, type }) => {
			announceTitle(from?.url.pathname !== to?.url.pathname);
			const unwritten =
				this.#timer !== undefined || (this.#pendingUrl && to?.url.href !== this.#pendingUrl.href);
			this.#cancelPending();
			if (unwritten && type !== 'popstate') history.replaceState(history.state, '', this.#url());
		});
		// #endregion

		afterNavigate(({ to }) => {
			catalogue.navigated = true;
			if (!to) return;
			if (to.url.href === this.#pendingUrl?.href) this.appliedSearch = to.url.search;
			// Text typed since the last navigation stays.
			else if (to.url.search !== this.appliedSearch) this.#apply(to.url.search);
			if (to.url.hash === '#search') document.getElementById('search')?.focus();
		});

		onMount(() => {
			this.#apply(page.url.search);
			return () => clearTimeout(this.#timer);
		});
	}

	// #region type
	/** The reader typed: the view changes immediately, the URL after a pause. */
	type(text: string) {
		this.isTyping = true;
		this.#view.type(text);
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.write(true), debounceMs);
	}
	// #endregion

	/** Removes from the URL what the view cannot use, so that the address says what the page shows. */
	canonicalize() {
		if (this.#timer === undefined && !this.#pendingUrl) this.write(true);
	}

	// #region change
	change(criteria: Criteria) {
		this.#view.change(criteria);
		this.write(false);
	}
	// #endregion

	write(replaceState: boolean) {
		this.#cancelPending();
		const url = this.#url();
		// During a navigation, the router will be at its URL.
		const { pathname, search } = this.#pendingUrl ?? location;
		if (url === pathname + search) return;
		// eslint-disable-next-line svelte/prefer-svelte-reactivity -- compared, never mutated
		const mine = (this.#pendingUrl = new URL(url, location.origin));
		void goto(url, { replaceState, keepFocus: true, noScroll: true }).finally(() => {
			if (this.#pendingUrl === mine) this.#pendingUrl = undefined;
		});
	}

	#url() {
		const { criteria } = this.#view;
		return href(viewUrl(criteria, this.#scope, foreignParameters(location.search)));
	}

	#apply(search: string) {
		this.appliedSearch = search;
		this.#view.show(decodeCriteria(search));
		if (this.#view.isNarrowed || this.#view.criteria.sort) this.#view.prepare();
	}

	#cancelPending() {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.isTyping = false;
	}
}
