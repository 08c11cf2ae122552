/** The deferred part of the search dialog. */
import { mount, unmount } from 'svelte';
import type { Catalogue } from '$lib/features/catalogue/catalogue.svelte.ts';
import type { DeviceContext } from '$lib/features/device/device.svelte.ts';
import SearchDialog from './SearchDialog.svelte';
import './search-dialog.css';

/** Mounts the search UI into an open dialog that already contains the input. */
export function mountDialog(
	dialog: HTMLDialogElement,
	catalogue: Catalogue,
	device: DeviceContext
) {
	if (!dialog.open) return;
	const search = mount(SearchDialog, { target: dialog, props: { dialog, catalogue, device } });
	dialog.addEventListener('close', () => void unmount(search));
}
