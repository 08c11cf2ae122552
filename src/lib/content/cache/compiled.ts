import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cachedFolder } from './cached-folder.ts';
import { codeVersion, hash } from './hash.ts';

const cache = 'node_modules/.cache/offprint/code';

/** The programs that are compiled, what threads of them run, and what Vite's plugins load. */
const programs = {
	build: 'src/scripts/build/build.ts',
	check: 'src/scripts/check.ts',
	'content-code': 'src/vite/content-code.ts',
	'check-worker': 'src/lib/content/development/check-worker.ts',
	'page-server': 'src/scripts/build/page-server.ts',
	'search-data': 'src/scripts/build/search-data.ts',
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
	folder ??= cachedFolder(cache, codeHash(), compile);
	return pathToFileURL(join(await folder, `${program}.js`));
}

/** Of the code as it was when this process asked first. */
let folder: Promise<string> | undefined;

const codeHash = () =>
	hash(process.version, codeVersion('src/lib', 'src/scripts', 'src/vite')).slice(0, 16);

async function compile(dir: string) {
	const { rolldown } = await import('rolldown');
	const bundle = await rolldown({
		input: programs,
		platform: 'node',
		external: (id) => id.startsWith('node:') || external.test(id),
		logLevel: 'silent'
	});
	await bundle.write({ dir, format: 'esm', entryFileNames: '[name].js' });
	await bundle.close();
}
