/**
 * Searching from any page. The inline script of `app.html` listens for Ctrl+K and opens the dialog, so
 * that both work before any other script has arrived; this file fills the dialog.
 */
import { href } from '$lib/ui/href.ts';
import { normalizeQuery, searchUrl } from '$lib/core/filter/query.ts';
import type { Catalogue } from '$lib/features/catalogue/catalogue.svelte.ts';
import type { DeviceContext } from '$lib/features/device/device.svelte.ts';
import { deferred } from '$lib/ui/deferred.svelte.ts';
import './early-dialog.css';

const debounceMs = 500;

/** The results below the box of the search dialog. */
export const searchDialogPart = deferred(
	!import.meta.env.SSR && (() => import('./deferred-dialog.ts'))
);

/** Fills the search dialog whenever it opens, and the one that a reader opened before this ran. */
export function fillSearchDialog(catalogue: Catalogue, device: DeviceContext) {
	const fill = () => {
		const dialog = document.querySelector<HTMLDialogElement>('.search-dialog');
		const box = dialog?.querySelector('input');
		if (dialog && box) void mountOrLeave(dialog, box, catalogue, device);
	};
	addEventListener('searchopen', fill);
	fill();
}

/** If the search code cannot be fetched, what the reader types goes to the library page. */
async function mountOrLeave(
	dialog: HTMLDialogElement,
	box: HTMLInputElement,
	catalogue: Catalogue,
	device: DeviceContext
) {
	const part = await searchDialogPart.load();
	if (part) return part.mountDialog(dialog, catalogue, device);
	const leave = () => {
		const path = searchUrl(normalizeQuery(box.value));
		if (dialog.open) location.assign(`${href(path)}#search`);
	};
	let timer = box.value ? setTimeout(leave, debounceMs) : undefined;
	box.oninput = () => {
		clearTimeout(timer);
		timer = setTimeout(leave, debounceMs);
	};
}
