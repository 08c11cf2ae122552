import { href } from '$lib/ui/href.ts';
import { onMount } from 'svelte';
import { afterNavigate, beforeNavigate, goto } from '$app/navigation';
import { page } from '$app/state';
import { decodeCriteria, foreignParameters, type Criteria } from '$lib/core/filter/criteria.ts';
import { viewUrl, type Scope } from '$lib/core/filter/scope.ts';
import type { Catalogue } from '$lib/features/catalogue/catalogue.svelte.ts';
import type { ListState } from './list-state.svelte.ts';

/** At rest, so that a word is one step of the URL and not one a letter. */
const restMilliseconds = 300;

/** SvelteKit has the title of what was navigated to said at once; another view is no other page. */
function sayTitle(isOther: boolean) {
	const announcer = document.getElementById('svelte-announcer');
	if (!announcer) return;
	announcer.ariaLive = isOther ? 'assertive' : 'off';
	// What is no live region must be in a landmark, unless its role is one of theirs.
	announcer.role = isOther ? null : 'log';
}

/** Keeps the URL and the view of a list page the same, whichever of them changes. */
export class UrlSync {
	#view: ListState;
	#scope: Scope;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** The URL that is being written, until the router has done it. */
	#writing: URL | undefined;
	typing = $state(false);
	/** The URL's query that the view was taken from last; before that the list is the page's own. */
	taken = $state<string | null>(null);

	/** Only while a page's component is made. */
	constructor(view: ListState, scope: Scope, catalogue: Catalogue) {
		this.#view = view;
		this.#scope = scope;

		// Who leaves before the URL is written comes Back to the view as it was. A `goto` here would
		// cancel the navigation; the entry's state is kept, so the router knows it again. By Back and
		// Forward the browser is at another entry already.
		beforeNavigate(({ from, to, type }) => {
			sayTitle(from?.url.pathname !== to?.url.pathname);
			const unwritten =
				this.#timer !== undefined || (this.#writing && to?.url.href !== this.#writing.href);
			this.#rest();
			if (unwritten && type !== 'popstate') history.replaceState(history.state, '', this.#url());
		});

		afterNavigate(({ to }) => {
			catalogue.navigated = true;
			if (!to) return;
			if (to.url.href === this.#writing?.href) this.taken = to.url.search;
			// What was typed since it was taken stays.
			else if (to.url.search !== this.taken) this.#take(to.url.search);
			if (to.url.hash === '#search') document.getElementById('search')?.focus();
		});

		onMount(() => {
			this.#take(page.url.search);
			return () => clearTimeout(this.#timer);
		});
	}

	/**
	 * Letters in the box: the view changes at once, the URL when they rest.
	 */
	type(text: string) {
		this.typing = true;
		this.#view.type(text);
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.write(true), restMilliseconds);
	}

	change(criteria: Criteria) {
		this.#view.change(criteria);
		this.write(false);
	}

	write(replaceState: boolean) {
		this.#rest();
		const url = this.#url();
		// What is on its way is where the router will be.
		const { pathname, search } = this.#writing ?? location;
		if (url === pathname + search) return;
		// eslint-disable-next-line svelte/prefer-svelte-reactivity -- compared, and never changed
		const mine = (this.#writing = new URL(url, location.origin));
		void goto(url, { replaceState, keepFocus: true, noScroll: true }).finally(() => {
			if (this.#writing === mine) this.#writing = undefined;
		});
	}

	#url() {
		const { criteria } = this.#view;
		return href(viewUrl(criteria, this.#scope, foreignParameters(location.search)));
	}

	#take(search: string) {
		this.taken = search;
		this.#view.show(decodeCriteria(search));
		if (this.#view.isNarrowed || this.#view.criteria.sort) this.#view.prepare();
	}

	#rest() {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.typing = false;
	}
}
