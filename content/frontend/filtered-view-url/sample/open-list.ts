import { mount, unmount } from 'svelte';
import type { UrlSync } from '../../../../src/lib/features/browse/url-sync.svelte.ts';
import { noCriteria, type Criteria } from '../../../../src/lib/core/filter/criteria.ts';
import type { Scope } from '../../../../src/lib/core/filter/scope.ts';
import ListPage from './ListPage.svelte';
import { leaveAll } from './router.ts';

/** The list's state, as far as the address is concerned. */
export class View {
	criteria: Criteria = noCriteria;
	isNarrowed = false;
	prepare() {}
	show(criteria: Criteria) {
		this.criteria = criteria;
	}
	change(changes: Partial<Criteria>) {
		this.criteria = { ...this.criteria, ...changes };
	}
	type(q: string) {
		this.change({ q });
	}
}

/** Opens a list at an address, with the site's own `UrlSync` between it and the history. */
export function openList(address: string, scope: Scope = {}) {
	history.pushState({}, '', address);
	leaveAll();
	const view = new View();
	let sync: UrlSync | undefined;
	const component = mount(ListPage, {
		target: document.body,
		props: { view, scope, onready: (ready: UrlSync) => (sync = ready) }
	});
	return {
		view,
		sync: sync!,
		close() {
			void unmount(component);
			leaveAll();
		}
	};
}

export const address = () => location.pathname + location.search;
