/** Stands in for SvelteKit's `$service-worker`, whose `version` a build writes into its worker. */
export const version = (globalThis as unknown as { workerVersion: string }).workerVersion;
