import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { compiled } from '../../src/lib/content/cache/compiled.ts';
import { writeFixtureLibrary } from './fixture-library.ts';

const cache = 'node_modules/.cache/offprint-tests';

/** Bundles our own modules of a command into one file. */
async function bundle(script: string, folder: string): Promise<string> {
	await build({
		configFile: false,
		logLevel: 'error',
		build: { ssr: script, outDir: folder, emptyOutDir: false }
	});
	return join(folder, basename(script).replace(/ts$/, 'js'));
}

/** Programs that npm runs compiled. */
const programs = ['build', 'check'] as const;

/**
 * A folder that has a small library in each test, and our commands for it.
 * @param bundled other scripts, which `run` starts as one file, in a third of the time that hundreds of modules take
 */
export function openCommandFolder(...bundled: readonly string[]) {
	const folder = join(tmpdir(), `offprint-commands-${randomUUID()}`);
	const files = new Map<string, string>();
	let bundleFolder: string;
	beforeAll(async () => {
		for (const program of programs) files.set(program, fileURLToPath(await compiled(program)));
		// Where the bundles find the packages.
		mkdirSync(cache, { recursive: true });
		bundleFolder = mkdtempSync(join(cache, 'commands-'));
		for (const script of bundled) files.set(script, await bundle(script, bundleFolder));
	});
	afterAll(() => rmSync(bundleFolder, { recursive: true, force: true }));
	beforeEach(() => writeFixtureLibrary(join(folder, 'content'), 1));
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	/** @param command a program that npm runs compiled, or a bundled script */
	const run = (command: string, ...options: string[]) => runWith({}, command, ...options);

	const runWith = (env: Record<string, string>, command: string, ...options: string[]) =>
		start(env, files.get(command)!, ...options);

	/** Runs a program as npm does, but without `npx`, which takes a second. */
	const runAsNpm = (program: (typeof programs)[number], ...options: string[]) =>
		start({}, '--import', 'tsx', 'src/scripts/run.ts', program, ...options);

	const start = (env: Record<string, string>, ...args: string[]) =>
		spawnSync(process.execPath, args, {
			encoding: 'utf8',
			env: {
				...process.env,
				NODE_ENV: 'production',
				VITEST: undefined,
				GITHUB_ACTIONS: undefined,
				GITHUB_WORKSPACE: undefined,
				OFFPRINT_CONTENT: join(folder, 'content'),
				OFFPRINT_BUILD: join(folder, 'build'),
				...env
			}
		});

	const breakArticle = () =>
		writeFileSync(join(folder, 'content/backend/broken.md'), '---\ntitle: Broken\n---\n');

	return { folder, run, runWith, runAsNpm, breakArticle };
}
