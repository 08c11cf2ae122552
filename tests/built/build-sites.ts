import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync
} from 'node:fs';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { inputVersion } from '../../src/scripts/build/input-version.ts';
import { forEachConcurrent } from '../../src/lib/core/async/for-each-concurrent.ts';
import { featureContent, writeFeatureLibrary } from './feature-library.ts';
import { writeFixtureLibrary } from './fixture-library.ts';
import { writeRightToLeftLibrary } from './right-to-left.ts';

type SiteName = 'own' | 'fixture' | 'features' | 'empty' | 'single' | Release;
/** Builds deployed one after another; the last is the kill switch. */
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
		/** Articles of every kind, with every construct of Markdown. */
		features: Site;
		/** A library with no article, and one with a single article in Arabic. */
		empty: Site;
		single: Site;
		/** Three builds of a small library that differ in article 0, and one without offline support. */
		releaseA: Site;
		releaseB: Site;
		releaseC: Site;
		retired: Site;
	}
}

/** A warning of every build whose work folder is not the one that `tsconfig.json` extends. */
const otherTypes = /^Your tsconfig\.json should extend [^}]*\}\n/gm;

/** A build keeps little more than one CPU busy. */
const maxConcurrentBuilds = 2;

/** Built sites of earlier runs; their names end with a hash of their sources. */
const cache = 'node_modules/.cache/offprint-sites';

/** What a build depends on besides its content. */
const sources = [
	'src',
	'static',
	'package-lock.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts'
];

/** Names of the sites that the chosen test files use. */
async function wantedSites(project: TestProject): Promise<Set<string>> {
	const chosen = process.argv.filter((argument) => argument.startsWith('tests/'));
	const { testFiles } = await project.globTestFiles(chosen);
	const texts = testFiles.map((file) => readFileSync(file, 'utf8'));
	// Some files iterate over names of sites.
	return new Set(texts.flatMap((text) => [...text.matchAll(/'(\w+)'/g)].map(([, name]) => name!)));
}

/**
 * Builds the sites that the chosen test files use, each once. A site whose sources and content have
 * not changed since an earlier run comes from the cache.
 */
export default async function buildSites(project: TestProject) {
	mkdirSync(cache, { recursive: true });
	// Inside the cache folder, so that renaming moves a finished site.
	const folder = mkdtempSync(join(cache, '.building-'));

	async function build(name: SiteName, content: string, base = '', offline = 'on') {
		const hash = inputVersion([...sources, content], [base, offline, process.version]);
		const site: Site = { folder: resolve(cache, `${name}-${hash}`), base };
		project.provide(name, site);
		if (existsSync(site.folder)) return;
		const built = join(folder, name);
		const start = performance.now();
		const builder = spawn(process.execPath, ['--import', 'tsx', 'src/scripts/run.ts', 'build'], {
			stdio: ['ignore', 'ignore', 'pipe'],
			env: {
				...process.env,
				NODE_ENV: 'production',
				VITEST: undefined,
				OFFPRINT_CONTENT: content,
				OFFPRINT_BUILD: built,
				OFFPRINT_WORK: name,
				BASE_PATH: base,
				OFFPRINT_OFFLINE: offline,
				// One site shows what compression does; it would take longer than the rest of a build.
				OFFPRINT_COMPRESS: name === 'features' ? 'on' : 'off'
			}
		});
		const ended = new Promise((end) => builder.on('close', end));
		const stderr = await text(builder.stderr!);
		process.stderr.write(stderr.replaceAll(otherTypes, ''));
		if ((await ended) !== 0) throw new Error(`The ${name} site was not built`);
		// Node's own deprecation warnings concern dependencies.
		const deprecated = /^(?!.*DeprecationWarning).*deprecat.*$/im.exec(stderr);
		if (deprecated) throw new Error(`The ${name} site uses a deprecated API: ${deprecated[0]}`);
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

	const single = join(folder, 'single-content');
	writeRightToLeftLibrary(single);
	rmSync(featureContent, { recursive: true, force: true });
	writeFeatureLibrary(featureContent);
	const release = (edition: string) => {
		const content = join(folder, `release${edition}-content`);
		writeFixtureLibrary(content, 60, edition);
		return content;
	};
	const releaseA = release('A');

	// Sites of the same code and settings share a bundle, which the first of them makes: `fixture` for `releaseA`
	// and `empty`, `releaseB` for `releaseC`.
	const builds: Parameters<typeof build>[] = [
		['own', 'content'],
		['fixture', library('fixture'), '/x/y'],
		['features', featureContent],
		['releaseB', release('B'), '/x/y'],
		['retired', releaseA, '/x/y', 'off'],
		['single', single],
		['releaseA', releaseA, '/x/y'],
		['releaseC', release('C'), '/x/y'],
		['empty', library('empty', 0), '/x/y']
	];
	const wanted = await wantedSites(project);
	const chosen = builds.filter(([name]) => wanted.has(name));
	await forEachConcurrent(chosen, maxConcurrentBuilds, (settings) => build(...settings));

	return () => rmSync(folder, { recursive: true, force: true });
}
