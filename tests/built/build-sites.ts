import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
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

/** Builds every site that the tests look at, once for all of them. */
export default function buildSites(project: TestProject) {
	const folder = mkdtempSync(join(tmpdir(), 'offprint-sites-'));

	function build(name: SiteName, content: string, base = '', offline = 'on') {
		const site: Site = { folder: join(folder, name), base };
		const start = performance.now();
		const { status, stderr } = spawnSync(
			'npx',
			['--no-install', 'vite', 'build', '--logLevel', 'warn'],
			{
				stdio: ['ignore', 'ignore', 'pipe'],
				encoding: 'utf8',
				shell: process.platform === 'win32',
				env: {
					...process.env,
					NODE_ENV: 'production',
					VITEST: undefined,
					OFFPRINT_CONTENT: content,
					OFFPRINT_BUILD: site.folder,
					BASE_PATH: base,
					OFFPRINT_OFFLINE: offline
				}
			}
		);
		process.stderr.write(stderr);
		if (status !== 0) throw new Error(`The ${name} site was not built`);
		// Node's own are of its version, and of packages that we only use.
		const deprecated = /^(?!.*DeprecationWarning).*deprecat.*$/im.exec(stderr);
		if (deprecated) throw new Error(`What the ${name} site uses will go: ${deprecated[0]}`);
		console.log(`Built the ${name} site in ${((performance.now() - start) / 1000).toFixed(1)} s`);
		project.provide(name, site);
	}

	const library = (name: string, size?: number) => {
		const content = join(folder, `${name}-content`);
		writeFixtureLibrary(content, size);
		return content;
	};

	build('own', 'content');
	build('fixture', library('fixture'), '/x/y');
	const features = join(folder, 'features-content');
	writeFeatureLibrary(features);
	build('features', features);
	for (const [name, edition] of [
		['releaseA', 'A'],
		['releaseB', 'B'],
		['releaseC', 'C']
	] as const) {
		const content = join(folder, `${name}-content`);
		writeFixtureLibrary(content, 60, edition);
		build(name, content, '/x/y');
	}
	build('retired', join(folder, 'releaseA-content'), '/x/y', 'off');
	build('empty', library('empty', 0));
	build('single', library('single', 1));

	return () => rmSync(folder, { recursive: true, force: true });
}
