import { cachesOf } from './cache-entries.ts';

/** Deletes every cache of the site at `scope`, and no other cache. */
export async function clearCaches(scope: string): Promise<void> {
	const { prefix } = cachesOf(scope);
	const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
	await Promise.all(names.map((name) => caches.delete(name)));
}

/** Deletes one file from every cache of the site at `scope`. */
export async function dropFile(scope: string, url: string): Promise<void> {
	const { prefix } = cachesOf(scope);
	for (const name of await caches.keys())
		if (name.startsWith(prefix)) await (await caches.open(name)).delete(url);
}
