import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import * as v from 'valibot';

/** The record of a run, beside the sample's sources. */
export const verifiedFile = 'verified.json';

/** What measured numbers are read from; a run rewrites it. */
export const resultsFolder = 'results';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const versions = v.record(v.string(), v.pipe(v.string(), v.nonEmpty()));

const verifiedSchema = v.strictObject({
	date: v.pipe(v.string(), v.isoDate()),
	sdk: v.pipe(v.string(), v.nonEmpty()),
	packages: versions,
	servers: v.optional(versions),
	tests: v.strictObject({ passed: count, failed: v.literal(0), skipped: count }),
	/** Every test by `Class.Method`. */
	results: v.optional(v.record(v.string(), v.picklist(['passed', 'skipped']))),
	sources: v.pipe(v.string(), v.regex(/^sha256-[0-9a-f]{64}$/))
});

/** `sample/verified.json`: a run of all the sample's tests in which none failed. */
export type VerifiedRecord = v.InferOutput<typeof verifiedSchema>;

/** What is known of a sample: only `verified` says that these very sources were run. */
export type Verification =
	| { state: 'verified'; record: VerifiedRecord }
	| { state: 'changed'; record: VerifiedRecord; problem: string }
	| { state: 'never'; problem: string }
	| { state: 'unreadable'; problem: string };

/** Reads the record of a sample and compares it with the sources as they are now. */
export async function readVerification(sampleDir: string): Promise<Verification> {
	const file = join(sampleDir, verifiedFile);
	if (!existsSync(file)) return { state: 'never', problem: `${file} is missing` };
	const record = parseVerified(await readFile(file, 'utf8'));
	if (typeof record === 'string')
		return { state: 'unreadable', problem: `${file} is not the record of a run: ${record}` };
	if (record.sources === (await hashSources(sampleDir))) return { state: 'verified', record };
	return {
		state: 'changed',
		record,
		problem: `${sampleDir} has changed since its code was run on ${record.date}`
	};
}

/** The record, or in words what is wrong with it. */
function parseVerified(text: string): VerifiedRecord | string {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (error) {
		return (error as Error).message;
	}
	const parsed = v.safeParse(verifiedSchema, json);
	if (parsed.success) return parsed.output;
	return parsed.issues
		.map((issue) => [v.getDotPath(issue), issue.message].filter(Boolean).join(': '))
		.join('; ');
}

/**
 * `sha256-` and the hexadecimal hash of all that a run depends on: every file of the sample by its
 * path, except what builds and runs leave behind and Markdown, and the sources of the shared
 * server fixtures where a project of the sample refers to them. A checkout with CRLF has the same
 * hash as one with LF.
 */
export async function hashSources(sampleDir: string): Promise<string> {
	const sources = await listSources(sampleDir, new Set([verifiedFile, resultsFolder]));
	const fixtures = await Promise.all(
		(await listFixtureFolders(sources)).map((folder) => listSources(folder))
	);
	const named = [
		...sources.map((file) => [slashes(relative(sampleDir, file)), file] as const),
		...fixtures.flat().map((file) => [pathFromFixtures(file), file] as const)
	].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	const all = createHash('sha256');
	for (const [name, file] of named) all.update(`${await hashText(file)}  ${name}\n`);
	return `sha256-${all.digest('hex')}`;
}

const buildOutput = new Set(['bin', 'obj', 'TestResults', 'node_modules', '.vs', '.DS_Store']);

/** A name that builds, tests and editors leave in a sample's folder. */
export const isBuildOutput = (name: string) => buildOutput.has(name);

async function listSources(folder: string, leftOut = new Set<string>()): Promise<string[]> {
	const entries = (await readdir(folder, { withFileTypes: true })).filter(
		({ name }) => !isBuildOutput(name) && !leftOut.has(name) && !name.endsWith('.md')
	);
	const files = await Promise.all(
		entries.map((entry) => {
			const path = join(folder, entry.name);
			// A link to a folder may lead back to where it stands.
			return entry.isDirectory() ? listSources(path) : isFile(path) ? [path] : [];
		})
	);
	return files.flat();
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

const fixtureReference = /Include="([^"]*_servers[\\/][^"]*\.csproj)"/g;

/** Folders of the projects below `_servers` to which the sample's project files refer. */
async function listFixtureFolders(sources: string[]): Promise<string[]> {
	const folders = new Set<string>();
	for (const file of sources.filter((source) => /\.(csproj|props|targets)$/.test(source))) {
		for (const [, path] of (await readFile(file, 'utf8')).matchAll(fixtureReference)) {
			const folder = dirname(resolve(dirname(file), path!.replaceAll('\\', '/')));
			if (existsSync(folder)) folders.add(folder);
		}
	}
	return [...folders];
}

/** The files of the server fixtures that a sample's projects refer to: `_servers/…` and where it is. */
export async function listFixtureFiles(
	sampleDir: string
): Promise<{ name: string; file: string }[]> {
	const folders = await listFixtureFolders(await listSources(sampleDir));
	const files = (await Promise.all(folders.map((folder) => listSources(folder)))).flat();
	return files.map((file) => ({ name: pathFromFixtures(file).replace('../', ''), file }));
}

const pathFromFixtures = (file: string) => slashes(file).replace(/^.*(?=\/_servers\/)/, '..');

const slashes = (path: string) => path.split(sep).join('/');

async function hashText(file: string) {
	// latin1 maps bytes to characters one to one, whatever the file is.
	const text = (await readFile(file, 'latin1')).replaceAll('\r\n', '\n');
	return createHash('sha256').update(text, 'latin1').digest('hex');
}
