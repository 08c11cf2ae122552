import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dropUnused } from './drop-unused.ts';
import { codeVersion, hash } from './hash.ts';

const cache = 'node_modules/.cache/offprint/code';

/** The programs that are compiled, and what threads of them run. */
const programs = {
	build: 'src/scripts/build/build.ts',
	check: 'src/scripts/check.ts',
	'check-worker': 'src/lib/content/development/check-worker.ts',
	'page-server': 'src/scripts/build/page-server.ts',
	'render-worker': 'src/lib/content/library/render-worker.ts'
};

export type Program = keyof typeof programs;

/** Large, native, or loaded only when they are needed. */
const external =
	/^(?:sharp|shiki|svelte|mdsvex|harfbuzzjs|woff2-encoder|vite|vitest|rolldown|typescript|@fontsource.*|beautiful-mermaid)(?:$|\/)/;

/**
 * A program as one file of JavaScript, with the packages that it imports and a file of what it shares with the
 * others: Node loads it in a fraction of the time that it needs for hundreds of files and a compiler. It is
 * kept until some code changes.
 */
export async function compiled(program: Program): Promise<URL> {
	const version = hash(process.version, codeVersion('src/lib', 'src/scripts')).slice(0, 16);
	const folder = resolve(cache, version);
	if (!existsSync(folder)) await compile(folder);
	return pathToFileURL(join(folder, `${program}.js`));
}

async function compile(folder: string) {
	const { rolldown } = await import('rolldown');
	const bundle = await rolldown({
		input: programs,
		platform: 'node',
		external: (id) => id.startsWith('node:') || external.test(id),
		logLevel: 'silent'
	});
	const partial = `${folder}.${randomUUID()}`;
	await bundle.write({ dir: partial, format: 'esm', entryFileNames: '[name].js' });
	await bundle.close();
	dropUnused(cache);
	try {
		renameSync(partial, folder);
	} catch {
		// Another process was faster.
		rmSync(partial, { recursive: true, force: true });
	}
}
