import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { listFiles } from '../../src/lib/content/hosts/list-files.ts';

interface Build {
	/** What the build was made of. */
	content: string;
	/** Its work folder, which has its library. */
	work: string;
	/** The folder of SvelteKit's builds. */
	output: string;
	base: string;
}

/**
 * The files that SvelteKit's own prerendering makes of a build's server, by path, with the same library. It
 * follows the links of pages.
 * @param paths what is asked for, with the base path and encoded
 */
export async function kitPrerender(
	{ content, work, output, base }: Build,
	paths: readonly string[]
): Promise<Map<string, Buffer>> {
	// SvelteKit reads its configuration in the folder where it runs, and writes there.
	const folder = mkdtempSync(join(tmpdir(), 'offprint-prerender-'));
	try {
		for (const name of ['src', 'content', 'node_modules', 'package-lock.json'])
			symlinkSync(resolve(name), join(folder, name), 'junction');
		writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
		writeFileSync(
			join(folder, 'svelte.config.js'),
			`import config from ${JSON.stringify(pathToFileURL(resolve('svelte.config.js')).href)};
config.kit.prerender.entries = ${JSON.stringify(paths)};
// The build writes other files besides pages.
config.kit.prerender.handleHttpError = ({ path, message }) => {
	if (!path.startsWith(${JSON.stringify(`${base}/_app/`)})) throw new Error(message);
};
export default config;
`
		);
		const { status, stderr } = spawnSync(
			process.execPath,
			[...['--import', import.meta.resolve('tsx'), fileURLToPath(import.meta.url)], output],
			{
				cwd: folder,
				encoding: 'utf8',
				env: {
					...process.env,
					NODE_ENV: 'production',
					VITEST: undefined,
					BASE_PATH: base,
					OFFPRINT_CONTENT: content,
					OFFPRINT_WORK: '',
					OFFPRINT_SNAPSHOT: resolve(work, 'snapshot')
				}
			}
		);
		if (status !== 0) throw new Error(`SvelteKit could not prerender the site:\n${stderr}`);
		const made = join(folder, '.svelte-kit/output/prerendered/pages');
		const files = await listFiles(made);
		return new Map(files.map((path) => [path, readFileSync(join(made, path))]));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

interface Prerendering {
	default: (options: {
		hash: boolean;
		out: string;
		manifest_path: string;
		metadata: { routes: Map<string, { prerender: boolean }>; nodes: never[] };
		verbose: boolean;
		env: Record<string, string>;
	}) => Promise<unknown>;
}

interface Manifest {
	manifest: { _: { routes: { id: string }[] } };
}

/** Runs in the folder with the configuration: SvelteKit's prerendering, which no package exports. */
async function prerender(out: string) {
	const load = (file: string) => import(pathToFileURL(file).href) as Promise<unknown>;
	const source = new URL(
		'../../node_modules/@sveltejs/kit/src/core/postbuild/prerender.js',
		import.meta.url
	);
	const manifestPath = join(out, 'server/manifest-full.js');
	const { manifest } = (await load(manifestPath)) as Manifest;
	const { default: run } = (await load(fileURLToPath(source))) as Prerendering;
	mkdirSync('.svelte-kit', { recursive: true });
	await run({
		hash: false,
		out,
		manifest_path: manifestPath,
		metadata: {
			routes: new Map(manifest._.routes.map(({ id }) => [id, { prerender: true }])),
			nodes: []
		},
		verbose: false,
		env: {}
	});
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await prerender(process.argv[2]!);
