import { mount, unmount } from 'svelte';
import BookProgress from './BookProgress.svelte';
import type { ListView } from './list-view.ts';

/** Makes the book of a view and shows that in `place`. @returns stops and removes it */
export function openProgress(place: HTMLElement, view: ListView): () => void {
	place.replaceChildren();
	let isOpen = true;
	const close = () => {
		if (isOpen) void unmount(progress);
		isOpen = false;
	};
	const progress = mount(BookProgress, { target: place, props: { view, onclose: close } });
	return close;
}
