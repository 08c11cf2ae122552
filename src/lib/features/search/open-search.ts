import { href } from '$lib/ui/href.ts';
import { noCriteria, normaliseQuery } from '$lib/core/filter/criteria.ts';
import { viewUrl } from '$lib/core/filter/scope.ts';
import type { Catalogue } from '$lib/features/catalogue/catalogue.svelte.ts';
import type { DeviceContext } from '$lib/features/device/device.svelte.ts';
import { deferred } from '$lib/ui/deferred.svelte.ts';

const debounceMs = 500;

/** The results below the box of the search dialog. */
export const searchDialogPart = deferred(
	!import.meta.env.SSR && (() => import('./deferred-dialog.ts'))
);

/** Ctrl+K or Cmd+K: by letter or, on layouts without Latin letters, by the key's position. */
export function isSearchKey(event: KeyboardEvent): boolean {
	const { key, code, ctrlKey, metaKey, altKey } = event;
	if (ctrlKey === metaKey || altKey) return false;
	// An input method uses the key; some browsers report that by the key code alone.
	if (event.isComposing || event.keyCode === 229) return false;
	// Windows reports AltGr as Ctrl and Alt; elsewhere it is a modifier of its own.
	if (event.getModifierState('AltGraph')) return false;
	return /^[a-z]$/i.test(key) ? /k/i.test(key) : code === 'KeyK';
}

/**
 * Focuses the page's search box, or opens a dialog with one. The search code loads while the reader
 * types; if it cannot be fetched, the query goes to the library page.
 */
export function openSearch(catalogue: Catalogue, device: DeviceContext) {
	const box =
		document.querySelector<HTMLInputElement>('#search, .search-dialog input') ??
		openDialog(catalogue, device);
	// A modal sheet makes the page's box inert.
	if (box.id) document.querySelector<HTMLDialogElement>('dialog:modal')?.close();
	box.focus();
	box.select();
}

function openDialog(catalogue: Catalogue, device: DeviceContext): HTMLInputElement {
	const dialog = document.createElement('dialog');
	dialog.className = 'search-dialog';
	dialog.ariaLabel = 'Search';
	const box = document.createElement('input');
	box.type = 'search';
	box.ariaLabel = 'Search articles';
	dialog.append(box);
	document.querySelector('.app')!.append(dialog);
	dialog.onclose = () => dialog.remove();
	dialog.showModal();

	const leave = () => {
		const path = viewUrl({ ...noCriteria, q: normaliseQuery(box.value) }, {});
		if (dialog.open) location.assign(`${href(path)}#search`);
	};
	// `SearchDialog` replaces this handler.
	dialog.onkeydown = ({ key, isComposing }) => {
		if (key === 'Enter' && !isComposing) leave();
	};
	void searchDialogPart.load().then((part) => {
		if (part) return part.mountDialog(dialog, catalogue, device);
		let timer = setTimeout(leave, debounceMs);
		box.oninput = () => {
			clearTimeout(timer);
			timer = setTimeout(leave, debounceMs);
		};
	});
	return box;
}
