import { resolve } from '$app/paths';
import { noCriteria, normaliseQuery } from '$lib/core/filter/criteria.ts';
import { viewUrl } from '$lib/core/filter/scope.ts';
import type { LibraryState } from '$lib/features/catalogue/catalogue.svelte.ts';
import type { DeviceSlot } from '$lib/features/device/device-context.svelte.ts';

/** Between two letters of somebody who types. */
const restMilliseconds = 500;

/** Ctrl+K or Cmd+K: the letter or, where the layout has no Latin one there, the key at its place. */
export function isSearchKey(event: KeyboardEvent): boolean {
	const { key, code, ctrlKey, metaKey, altKey } = event;
	if (ctrlKey === metaKey || altKey) return false;
	// An input method has the key; some browsers say so by the number alone.
	if (event.isComposing || event.keyCode === 229) return false;
	// Windows has AltGr as Ctrl and Alt; elsewhere it is a modifier of its own.
	if (event.getModifierState('AltGraph')) return false;
	return /^[a-z]$/i.test(key) ? /k/i.test(key) : code === 'KeyK';
}

/**
 * Moves to the page's search box or, where it has none, to one in a dialog, which is there at
 * once: what the box is for comes while somebody types. Where that cannot be had, the library's
 * page takes what is typed.
 */
export function openSearch(library: LibraryState, slot: DeviceSlot) {
	const box =
		document.querySelector<HTMLInputElement>('#search, .search-anywhere input') ??
		openDialog(library, slot);
	// A sheet over the page has its box inert.
	if (box.id) document.querySelector<HTMLDialogElement>('dialog:modal')?.close();
	box.focus();
	box.select();
}

function openDialog(library: LibraryState, slot: DeviceSlot): HTMLInputElement {
	const dialog = document.createElement('dialog');
	dialog.className = 'search-anywhere';
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
		if (dialog.open) location.assign(`${resolve(path as '/')}#search`);
	};
	// The component has its own keys.
	dialog.onkeydown = ({ key, isComposing }) => {
		if (key === 'Enter' && !isComposing) leave();
	};
	import('./mount-dialog.ts').then(
		({ start }) => start(dialog, library, slot),
		() => {
			let timer = setTimeout(leave, restMilliseconds);
			box.oninput = () => {
				clearTimeout(timer);
				timer = setTimeout(leave, restMilliseconds);
			};
		}
	);
	return box;
}
