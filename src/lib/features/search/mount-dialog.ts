import { mount, unmount } from 'svelte';
import type { LibraryState } from '$lib/features/catalogue/catalogue.svelte.ts';
import type { DeviceSlot } from '$lib/features/device/device-context.svelte.ts';
import SearchAnywhere from './SearchDialog.svelte';
import './search-dialog.css';

/** Makes a search of an open dialog with a box in it. */
export function start(dialog: HTMLDialogElement, library: LibraryState, slot: DeviceSlot) {
	if (!dialog.open) return;
	const search = mount(SearchAnywhere, { target: dialog, props: { dialog, library, slot } });
	dialog.addEventListener('close', () => void unmount(search));
}
