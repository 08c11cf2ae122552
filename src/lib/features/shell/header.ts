import { deferred } from '$lib/ui/deferred.svelte.ts';
import { whenIdle } from '$lib/ui/dom/when-idle.ts';

const headerPart = deferred(!import.meta.env.SSR && (() => import('./deferred.ts')));

/** Mounts the deferred part of the header when the page is idle. */
export function startHeader(target: HTMLElement) {
	whenIdle(async () => {
		(await headerPart.load())?.mountHeader(target);
	});
}
