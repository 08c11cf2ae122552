import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { followImports } from './follow-imports.ts';
import { isFile, slashes } from './paths.ts';
import { parseRecord, verifiedFile, type VerifiedRecord } from '../markdown/verified-record.ts';

/** The folder of measured numbers, which a run overwrites. */
export const resultsFolder = 'results';

/** The state of a sample. `verified` means that the present sources were run. */
export type Verification =
	| { state: 'verified'; record: VerifiedRecord }
	| { state: 'changed'; record: VerifiedRecord; problem: string }
	| { state: 'never'; problem: string }
	| { state: 'unreadable'; problem: string };

/** Reads the record of a sample and compares it with the present sources. */
export async function readVerification(sampleDir: string): Promise<Verification> {
	const file = join(sampleDir, verifiedFile);
	if (!existsSync(file)) return { state: 'never', problem: `${file} is missing` };
	const record = parseRecord(await readFile(file, 'utf8'));
	if (typeof record === 'string')
		return { state: 'unreadable', problem: `${file} is not the record of a run: ${record}` };
	if (record.sources === (await hashSources(sampleDir))) return { state: 'verified', record };
	return {
		state: 'changed',
		record,
		problem: `${sampleDir} has changed since its code was run on ${record.date}`
	};
}

/**
 * `sha256-` and the hexadecimal hash of everything that a run depends on: the paths and contents of
 * the sample's files, without Markdown and build output, and of the files elsewhere that it uses. Line
 * endings (CRLF or LF) do not change the hash.
 */
export async function hashSources(sampleDir: string): Promise<string> {
	const sources = await listSources(sampleDir, new Set([verifiedFile, resultsFolder]));
	const root = archiveRoot(sampleDir);
	const named = [
		...sources.map((file) => [slashes(relative(sampleDir, file)), file] as const),
		...(await listDependencies(sampleDir)).map(
			(file) => [`../${slashes(relative(root, file))}`, file] as const
		)
	].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	const all = createHash('sha256');
	for (const [name, file] of named) all.update(`${await hashText(file)}  ${name}\n`);
	return `sha256-${all.digest('hex')}`;
}

/** What a sample is tested with. */
export const sampleTool = (sampleDir: string): 'dotnet' | 'vitest' =>
	existsSync(join(sampleDir, 'vitest.config.ts')) ? 'vitest' : 'dotnet';

/** The repository that holds the content, from the folder of a sample. */
export const repositoryOf = (sampleDir: string) => resolve(sampleDir, '../../../..');

/**
 * The folder that paths in the archive of a sample start from: the content folder, or the repository for
 * a sample in TypeScript, which uses code of the site.
 */
export const archiveRoot = (sampleDir: string) =>
	sampleTool(sampleDir) === 'vitest' ? repositoryOf(sampleDir) : resolve(sampleDir, '../../..');

/**
 * The files outside of a sample that its run depends on: what its TypeScript imports, or the server
 * fixtures that its .NET projects refer to.
 */
export async function listDependencies(sampleDir: string): Promise<string[]> {
	const sources = await listSources(resolve(sampleDir));
	if (sampleTool(sampleDir) === 'vitest') {
		const { files } = await followImports(sources, repositoryOf(sampleDir));
		return files.filter((file) => !sources.includes(file));
	}
	const folders = await listFixtureFolders(sources);
	return (await Promise.all(folders.map((folder) => listSources(folder)))).flat();
}

/** The names of the packages that a sample in TypeScript and its dependencies import. */
export const listImportedPackages = async (sampleDir: string): Promise<string[]> =>
	(await followImports(await listSources(resolve(sampleDir)), repositoryOf(sampleDir))).packages;

const buildOutput = new Set([
	'bin',
	'obj',
	'TestResults',
	'node_modules',
	'.svelte-kit',
	'.vs',
	'.DS_Store'
]);

/** Whether builds, tests or editors create a file or folder of this name. */
export const isBuildOutput = (name: string) => buildOutput.has(name);

async function listSources(folder: string, leftOut = new Set<string>()): Promise<string[]> {
	const entries = (await readdir(folder, { withFileTypes: true })).filter(
		({ name }) => !isBuildOutput(name) && !leftOut.has(name) && !name.endsWith('.md')
	);
	const files = await Promise.all(
		entries.map((entry) => {
			const path = join(folder, entry.name);
			// A symbolic link to a folder may be circular.
			return entry.isDirectory() ? listSources(path) : isFile(path) ? [path] : [];
		})
	);
	return files.flat();
}

const fixtureReference = /Include="([^"]*_servers[\\/][^"]*\.csproj)"/g;

/** Folders of the `_servers` projects that the sample's project files refer to. */
async function listFixtureFolders(sources: string[]): Promise<string[]> {
	const folders = new Set<string>();
	for (const file of sources.filter((source) => /\.(csproj|props|targets)$/.test(source))) {
		for (const [, path] of (await readFile(file, 'utf8')).matchAll(fixtureReference)) {
			const folder = dirname(resolve(dirname(file), slashes(path!)));
			if (existsSync(folder)) folders.add(folder);
		}
	}
	return [...folders];
}

async function hashText(file: string) {
	// latin1 maps each byte to one character, so binary files survive.
	const text = (await readFile(file, 'latin1')).replaceAll('\r\n', '\n');
	return createHash('sha256').update(text, 'latin1').digest('hex');
}
