import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { readCached, writeCached } from '../../lib/content/cache/cached-file.ts';
import { hash } from '../../lib/content/cache/hash.ts';
import { compressHashedFiles } from '../../lib/content/hosts/compress.ts';
import { listFiles } from '../../lib/content/hosts/list-files.ts';
import type { BundleSources } from '../../lib/content/library/bundle-sources.ts';
import { contentFolder, workFolder } from '../../lib/content/library/content-folder.ts';
import { inputVersion } from './input-version.ts';

/** The site's code as SvelteKit and Vite have bundled it. It has no content but what is code itself. */
export interface Bundle {
	/** A hash of its input, which also stands in it. */
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

/**
 * The bundle of this code: the last one if nothing that it is made from has changed, otherwise a new one,
 * which a process of its own makes.
 * @param signal ends that process
 */
export async function openBundle(sources: BundleSources, signal: AbortSignal): Promise<Bundle> {
	const key = await bundleKey(sources);
	const folder = join(workFolder(), 'output');
	const bundle: Bundle = { key, folder, shell: join(workFolder(), 'shell') };
	const record = `bundles/${hash(workFolder()).slice(0, 8)}`;
	const isKept =
		readCached(record)?.toString('utf8') === key &&
		existsSync(join(folder, 'server/index.js')) &&
		existsSync(bundle.shell);
	if (isKept) return bundle;
	// Whatever happens while it is made, nobody takes a part of it for the whole.
	writeCached(record, '');
	await rm(folder, { recursive: true, force: true });
	await runVite(key, signal);
	await compressHashedFiles(bundle.shell);
	writeCached(record, key);
	return bundle;
}

/** Components of articles may import any file of the content that is not an article. */
async function bundleKey({ site, components }: BundleSources): Promise<string> {
	const content = contentFolder();
	const files = components.length ? await listFiles(content) : [];
	const imported = files.filter(
		(name) => !/\.(?:md|svx)$|(?:^|\/)(?:bin|obj|node_modules)\//.test(name)
	);
	const facts = JSON.stringify([site, components, imported, process.version, content]);
	return inputVersion(
		[...code, ...imported.map((name) => join(content, name))],
		[...settings(), facts]
	);
}

/** @throws with all that Vite says if it fails */
async function runVite(key: string, signal: AbortSignal) {
	const vite = spawn(
		process.execPath,
		['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
		{
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, NODE_ENV: 'production', OFFPRINT_BUNDLE: key },
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
