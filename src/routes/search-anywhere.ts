import { mount, unmount } from 'svelte';
import type { LibraryState } from '$lib/state/library.svelte';
import type { DeviceSlot } from './device-slot.svelte';
import SearchAnywhere from './SearchAnywhere.svelte';
import './search-anywhere.css';

/** Makes a search of an open dialog with a box in it. */
export function start(dialog: HTMLDialogElement, library: LibraryState, slot: DeviceSlot) {
	if (!dialog.open) return;
	const search = mount(SearchAnywhere, { target: dialog, props: { dialog, library, slot } });
	dialog.addEventListener('close', () => void unmount(search));
}
