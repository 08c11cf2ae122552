import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync
} from 'node:fs';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { filesOf } from './files-of.ts';
import { writeFeatureLibrary, writeFixtureLibrary } from './fixture-library.ts';

type SiteName = 'own' | 'fixture' | 'features' | 'empty' | 'single' | Release;
/** Builds deployed one after another; the last takes back everything that was kept. */
type Release = 'releaseA' | 'releaseB' | 'releaseC' | 'retired';

export interface Site {
	folder: string;
	base: string;
}

declare module 'vitest' {
	interface ProvidedContext {
		/** Our own content. */
		own: Site;
		/** The fixture library under a base path. */
		fixture: Site;
		/** One article of every kind, with all that Markdown can do. */
		features: Site;
		/** Libraries of no and of one article. */
		empty: Site;
		single: Site;
		/** A small library as three builds of it, differing in article 0, and one without offline. */
		releaseA: Site;
		releaseB: Site;
		releaseC: Site;
		retired: Site;
	}
}

/** Of every build that works elsewhere than where `tsconfig.json` has its types from. */
const otherTypes = /^Your tsconfig\.json should extend [^}]*\}\n/gm;

/** Two at a time are done sooner: a build has much of one processor and little of the other. */
const atOnce = 2;

/** Built sites of earlier runs, under names that end in the hash of what they were built from. */
const cache = 'node_modules/.cache/offprint-sites';

/** Everything outside the content that a build depends on. */
const sources = [
	'src',
	'static',
	'package-lock.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts'
];

/** Hash of the paths and bytes of files and of all files in folders, as they are now. */
function hashFiles(paths: readonly string[], settings: readonly string[]): string {
	const hash = createHash('sha256').update(JSON.stringify(settings));
	for (const path of paths) {
		const files = statSync(path).isDirectory() ? filesOf(path) : [path];
		for (const file of files.filter((name) => !/[\\/](?:bin|obj)[\\/]/.test(name)).sort())
			hash.update(file.slice(path.length)).update('\0').update(readFileSync(file)).update('\0');
	}
	return hash.digest('hex').slice(0, 16);
}

/** Names of the sites that the chosen test files ask for. */
async function wantedSites(project: TestProject): Promise<Set<string>> {
	const chosen = process.argv.filter((argument) => argument.startsWith('tests/'));
	const { testFiles } = await project.globTestFiles(chosen);
	const texts = testFiles.map((file) => readFileSync(file, 'utf8'));
	// Some files go through several sites by name.
	return new Set(texts.flatMap((text) => [...text.matchAll(/'(\w+)'/g)].map(([, name]) => name!)));
}

/**
 * Builds the sites that the chosen test files look at, once for all of them; one whose sources and
 * content have not changed since an earlier run is taken from the cache.
 */
export default async function buildSites(project: TestProject) {
	mkdirSync(cache, { recursive: true });
	// Beside the cache, so that a finished site is moved there by its name alone.
	const folder = mkdtempSync(join(cache, '.building-'));

	async function build(name: SiteName, content: string, base = '', offline = 'on') {
		const hash = hashFiles([...sources, content], [base, offline, process.version]);
		const site: Site = { folder: resolve(cache, `${name}-${hash}`), base };
		project.provide(name, site);
		if (existsSync(site.folder)) return;
		const built = join(folder, name);
		const start = performance.now();
		const builder = spawn('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn'], {
			stdio: ['ignore', 'ignore', 'pipe'],
			shell: process.platform === 'win32',
			env: {
				...process.env,
				NODE_ENV: 'production',
				VITEST: undefined,
				OFFPRINT_CONTENT: content,
				OFFPRINT_BUILD: built,
				OFFPRINT_WORK: name,
				BASE_PATH: base,
				OFFPRINT_OFFLINE: offline
			}
		});
		const ended = new Promise((end) => builder.on('close', end));
		const stderr = await text(builder.stderr!);
		process.stderr.write(stderr.replaceAll(otherTypes, ''));
		if ((await ended) !== 0) throw new Error(`The ${name} site was not built`);
		// Node's own are of its version, and of packages that we only use.
		const deprecated = /^(?!.*DeprecationWarning).*deprecat.*$/im.exec(stderr);
		if (deprecated) throw new Error(`What the ${name} site uses will go: ${deprecated[0]}`);
		for (const old of readdirSync(cache))
			if (old.startsWith(`${name}-`)) rmSync(join(cache, old), { recursive: true });
		renameSync(built, site.folder);
		console.log(`Built the ${name} site in ${((performance.now() - start) / 1000).toFixed(1)} s`);
	}

	const library = (name: string, size?: number) => {
		const content = join(folder, `${name}-content`);
		writeFixtureLibrary(content, size);
		return content;
	};

	const features = join(folder, 'features-content');
	writeFeatureLibrary(features);
	const release = (edition: string) => {
		const content = join(folder, `release${edition}-content`);
		writeFixtureLibrary(content, 60, edition);
		return content;
	};
	const releaseA = release('A');

	const builds: Parameters<typeof build>[] = [
		['own', 'content'],
		['fixture', library('fixture'), '/x/y'],
		['features', features],
		['releaseA', releaseA, '/x/y'],
		['releaseB', release('B'), '/x/y'],
		['releaseC', release('C'), '/x/y'],
		['retired', releaseA, '/x/y', 'off'],
		['empty', library('empty', 0)],
		['single', library('single', 1)]
	];
	const wanted = await wantedSites(project);
	const queue = builds.filter(([name]) => wanted.has(name));
	async function buildNext() {
		for (let next = queue.shift(); next; next = queue.shift()) await build(...next);
	}
	await Promise.all(Array.from({ length: atOnce }, buildNext));

	return () => rmSync(folder, { recursive: true, force: true });
}
