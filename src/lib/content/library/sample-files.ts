import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { isBuildOutput, listFixtureFiles } from './sample.ts';

export interface SampleFile {
	/** Relative to the sample's folder, with forward slashes. */
	path: string;
	bytes: Buffer;
	/** `null` if the file is not text. */
	text: string | null;
}

/** The files of a sample without build output, sorted by path. */
export async function readSampleFiles(sample: string): Promise<SampleFile[]> {
	const paths = await listFiles(sample, '');
	return Promise.all(paths.sort().map((path) => readSampleFile(sample, path)));
}

async function listFiles(root: string, folder: string): Promise<string[]> {
	const entries = await readdir(join(root, folder), { withFileTypes: true });
	const paths = entries
		.filter(({ name }) => !isBuildOutput(name))
		.map(async (entry) => {
			const path = posix.join(folder, entry.name);
			return entry.isDirectory() ? listFiles(root, path) : entry.isFile() ? [path] : [];
		});
	return (await Promise.all(paths)).flat();
}

async function readSampleFile(sample: string, path: string): Promise<SampleFile> {
	const bytes = await readFile(join(sample, path));
	const isText = !bytes.subarray(0, 8192).includes(0);
	return { path, bytes, text: isText ? bytes.toString('utf8').replace(/^\ufeff/, '') : null };
}

/**
 * Everything that a reader needs to run a sample, by path in the content folder: its files and the
 * server fixtures that its projects refer to.
 * @param place the sample's folder in the content folder: `backend/outbox/sample`
 */
export async function readSampleArchive(
	sample: string,
	place: string
): Promise<Record<string, Uint8Array>> {
	const own = (await readSampleFiles(sample)).map(
		({ path, bytes }) => [`${place}/${path}`, bytes] as const
	);
	const fixtures = await Promise.all(
		(await listFixtureFiles(sample)).map(
			async ({ name, file }) => [name, await readFile(file)] as const
		)
	);
	const all = [...own, ...fixtures].sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(all.map(([name, bytes]) => [name, new Uint8Array(bytes)]));
}
