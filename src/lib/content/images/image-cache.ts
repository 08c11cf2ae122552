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
	const place = join(folder, name);
	const kept = readKept(place);
	if (kept) return kept;
	const made = Buffer.from(new Uint8Array(await make()).buffer);
	keep(place, made);
	return made;
}

function readKept(place: string): Buffer<ArrayBuffer> | null {
	try {
		return readFileSync(place);
	} catch {
		return null;
	}
}

function keep(place: string, file: Buffer) {
	try {
		mkdirSync(dirname(place), { recursive: true });
		const partial = `${place}.${process.pid}`;
		writeFileSync(partial, file);
		renameSync(partial, place);
	} catch {
		// Without a cache the build is slower and otherwise the same.
	}
}
