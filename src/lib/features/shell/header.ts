import { deferred } from '$lib/ui/deferred.svelte.ts';
import { whenAttended } from '$lib/ui/dom/when-idle.ts';

const headerPart = deferred(!import.meta.env.SSR && (() => import('./deferred.ts')));

/** Mounts the deferred part of the header once a reader is there. */
export function startHeader(target: HTMLElement) {
	whenAttended(async () => {
		(await headerPart.load())?.mountHeader(target);
	});
}
