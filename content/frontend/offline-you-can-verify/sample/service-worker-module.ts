/** Stands in for SvelteKit's `$service-worker`, whose `version` is that of the bundle. */
export const version = (globalThis as unknown as { workerBundle: string }).workerBundle;
