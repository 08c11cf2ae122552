import { spawn } from 'node:child_process';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { cachedFolder } from '../../lib/content/cache/cached-folder.ts';
import { hash } from '../../lib/content/cache/hash.ts';
import { compressHashedFiles } from '../../lib/content/hosts/compress.ts';
import { listFiles } from '../../lib/content/hosts/list-files.ts';
import type { BundleSources } from '../../lib/content/library/bundle-sources.ts';
import { contentFolder, workFolder } from '../../lib/content/library/content-folder.ts';
import { inputVersion } from './input-version.ts';
import { pageTemplate } from './page-template.ts';

/** The site's code as SvelteKit and Vite have bundled it. It has no content but what is code itself. */
export interface Bundle {
	/** A hash of its input, which also stands in it: the same in any folder and on any machine. */
	key: string;
	/** SvelteKit's builds, `client` and `server`. */
	folder: string;
	/** What the site has besides its pages: scripts, styles and the files of `static`. */
	shell: string;
}

/** The code that makes pages. */
export const code = ['src', 'static', 'package-lock.json', 'svelte.config.js', 'vite.config.ts'];

/** Settings that change the bundle or the pages. */
export const settings = (): string[] => [
	process.env.BASE_PATH ?? '',
	process.env.OFFPRINT_OFFLINE === 'off' ? 'off' : 'on'
];

const cache = 'node_modules/.cache/offprint/bundles';

/**
 * The bundle of this code, from the cache or made by a process of its own.
 * @param signal ends that process
 */
export async function openBundle(sources: BundleSources, signal: AbortSignal): Promise<Bundle> {
	const key = await bundleKey(sources);
	// Of what Vite writes into the server's code besides.
	const places = sources.components.length ? [contentFolder(), workFolder()] : [];
	const name = hash(key, process.version, ...places).slice(0, 16);
	const place = await cachedFolder(cache, name, async (folder) => {
		await runVite(key, signal);
		const made = workFolder();
		await compressHashedFiles(join(made, 'shell'));
		for (const part of ['output', 'shell']) await rename(join(made, part), join(folder, part));
	});
	return { key, folder: join(place, 'output'), shell: join(place, 'shell') };
}

/**
 * Components of articles may import any file of the content that is not an article. What they read while
 * pages are made is in the work folder.
 */
async function bundleKey({ site, components }: BundleSources): Promise<string> {
	const content = contentFolder();
	const files = components.length ? await listFiles(content) : [];
	const imported = files.filter(
		(name) => !/\.(?:md|svx)$|(?:^|\/)(?:bin|obj|node_modules)\//.test(name)
	);
	const sources = components.map(({ id, source }) => [id, source]);
	const facts = JSON.stringify([site, sources, imported]);
	return inputVersion(
		[...code, ...imported.map((name) => join(content, name))],
		[...settings(), facts]
	);
}

/** @throws with all that Vite says if it fails */
async function runVite(key: string, signal: AbortSignal) {
	const template = join(workFolder(), 'app.html');
	await mkdir(workFolder(), { recursive: true });
	await writeFile(template, await pageTemplate());
	const vite = spawn(
		process.execPath,
		['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
		{
			stdio: ['ignore', 'pipe', 'pipe'],
			env: {
				...process.env,
				NODE_ENV: 'production',
				OFFPRINT_BUNDLE: key,
				OFFPRINT_TEMPLATE: template
			},
			signal
		}
	);
	const ended = new Promise<number | null>((resolve, reject) =>
		vite.on('close', resolve).on('error', reject)
	);
	const [code, output, warnings] = await Promise.all([ended, text(vite.stdout), text(vite.stderr)]);
	if (code !== 0) throw new Error(`Vite could not bundle the site:\n${output}${warnings}`);
	process.stderr.write(warnings);
}
