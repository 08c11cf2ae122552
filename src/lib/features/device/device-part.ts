import { deferred } from '$lib/ui/deferred.svelte.ts';
import type { DeviceContext } from './device.svelte.ts';

/** Saving, the reading log and notices: their code, loaded once a reader is there. */
export const devicePart = deferred(!import.meta.env.SSR && (() => import('./deferred.ts')));

/**
 * Loads the part, opens the device's storage and hands both to the page.
 * @param scope the base path with its slash
 */
export async function loadDevice(context: DeviceContext, scope: string) {
	const part = await devicePart.load();
	if (part) context.current = await part.openDevice(scope);
}
