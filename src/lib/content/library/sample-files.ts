import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, posix, relative, resolve } from 'node:path';
import { slashes } from './paths.ts';
import { archiveRoot, isBuildOutput, listDependencies, sampleTool } from './sample.ts';

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

/**
 * The files of a sample that have a page: its own, and the files of the site that a sample in TypeScript
 * runs, by path in the repository.
 */
export async function readShownFiles(sample: string): Promise<SampleFile[]> {
	const own = await readSampleFiles(sample);
	if (sampleTool(sample) !== 'vitest') return own;
	const root = archiveRoot(sample);
	const paths = (await listDependencies(sample)).map((file) => slashes(relative(root, file)));
	return [...own, ...(await Promise.all(paths.sort().map((path) => readSampleFile(root, path))))];
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
 * Everything that a reader needs to run a sample, by path below `archiveRoot`: its files, the files
 * elsewhere that it uses, and the list of packages if it is tested with the site's.
 */
export async function readSampleArchive(sample: string): Promise<Record<string, Uint8Array>> {
	const root = archiveRoot(sample);
	const own = (await readSampleFiles(sample)).map(
		({ path, bytes }) => [join(resolve(sample), path), bytes] as const
	);
	const packages = ['package.json', 'package-lock.json'].map((name) => join(root, name));
	const others = [
		...(await listDependencies(sample)),
		...(sampleTool(sample) === 'vitest' ? packages.filter((file) => existsSync(file)) : [])
	].map(async (file) => [file, await readFile(file)] as const);
	const all = [...own, ...(await Promise.all(others))].map(
		([file, bytes]) => [slashes(relative(root, file)), new Uint8Array(bytes)] as const
	);
	return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}
