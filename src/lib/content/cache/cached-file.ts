import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = 'node_modules/.cache/offprint';

/**
 * A file from the cache, or made and put there.
 * @param name begins with a folder, and has a hash of everything that the file is made from
 */
export async function cachedFile(
	name: string,
	make: () => Promise<Uint8Array>
): Promise<Buffer<ArrayBuffer>> {
	const kept = readCached(name);
	if (kept) return kept;
	const made = Buffer.from(new Uint8Array(await make()).buffer);
	writeCached(name, made);
	return made;
}

/** A text from the cache, or made and put there; see `cachedFile`. */
export const cachedText = async (
	name: string,
	make: () => string | Promise<string>
): Promise<string> =>
	(await cachedFile(name, async () => Buffer.from(await make()))).toString('utf8');

/** `null` if there is none. */
export function readCached(name: string): Buffer<ArrayBuffer> | null {
	try {
		return readFileSync(join(folder, name));
	} catch {
		return null;
	}
}

/** Writes a file as a whole, for builds that run at the same time; does nothing on a full disk. */
export function writeCached(name: string, data: Buffer | string) {
	const place = join(folder, name);
	try {
		mkdirSync(dirname(place), { recursive: true });
		const partial = `${place}.${process.pid}`;
		writeFileSync(partial, data);
		renameSync(partial, place);
	} catch {
		// Without a cache the build is slower and otherwise the same.
	}
}
