import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
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

/**
 * A folder that has a small library in each test, and our commands for it.
 * @param bundled scripts that `run` starts as one file, in a third of the time that hundreds of modules take
 */
export function openCommandFolder(...bundled: readonly string[]) {
	const folder = join(tmpdir(), `offprint-commands-${randomUUID()}`);
	const bundles = new Map<string, string>();
	let bundleFolder: string;
	beforeAll(async () => {
		// Where the bundles find the packages.
		mkdirSync(cache, { recursive: true });
		bundleFolder = mkdtempSync(join(cache, 'commands-'));
		for (const script of bundled) bundles.set(script, await bundle(script, bundleFolder));
	});
	afterAll(() => rmSync(bundleFolder, { recursive: true, force: true }));
	beforeEach(() => writeFixtureLibrary(join(folder, 'content'), 1));
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	const run = (script: string, ...options: string[]) => runWith({}, script, ...options);

	const runWith = (env: Record<string, string>, script: string, ...options: string[]) =>
		start(env, bundles.get(script) ?? script, ...options);

	/** Runs a script as npm does, but without `npx`, which takes a second. */
	const runUnbundled = (script: string, ...options: string[]) => start({}, script, ...options);

	const start = (env: Record<string, string>, script: string, ...options: string[]) =>
		spawnSync(
			process.execPath,
			[...(script.endsWith('.ts') ? ['--import', 'tsx'] : []), script, ...options],
			{
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
			}
		);

	const breakArticle = () =>
		writeFileSync(join(folder, 'content/backend/broken.md'), '---\ntitle: Broken\n---\n');

	return { folder, run, runWith, runUnbundled, breakArticle };
}
