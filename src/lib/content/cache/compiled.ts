import { createHash, randomUUID } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const cache = 'node_modules/.cache/offprint/code';

/** What a compiled program may be made from. */
const sources = ['src/lib', 'src/scripts', 'package-lock.json'];

/** Large, native, or loaded only when they are needed. */
const external =
	/^(?:sharp|shiki|svelte|mdsvex|harfbuzzjs|woff2-encoder|vite|vitest|rolldown|typescript|@fontsource.*|beautiful-mermaid|tsx)(?:$|\/)/;

const unusedAfterMs = 24 * 3600 * 1000;

/**
 * A program in TypeScript as one file of JavaScript, with the packages that it imports: Node loads it in a
 * fraction of the time that it needs for hundreds of files and a compiler. It is kept until some code changes.
 * @param entry path of the program
 * @returns the URL of the file
 */
export async function compiled(entry: string): Promise<string> {
	const hash = createHash('sha256').update(process.version);
	for (const path of sources.flatMap(filesIn))
		hash.update(`\0${path}\0`).update(readFileSync(path));
	const name = basename(entry, '.ts');
	const folder = resolve(cache, `${name}-${hash.digest('hex').slice(0, 16)}`);
	if (!existsSync(folder)) await compile(entry, name, folder);
	return pathToFileURL(join(folder, `${name}.js`)).href;
}

const filesIn = (path: string): string[] =>
	statSync(path).isDirectory()
		? readdirSync(path)
				.sort()
				.flatMap((name) => filesIn(join(path, name)))
		: [path];

async function compile(entry: string, name: string, folder: string) {
	const { rolldown } = await import('rolldown');
	const bundle = await rolldown({
		input: { [name]: resolve(entry) },
		platform: 'node',
		external: (id) => id.startsWith('node:') || external.test(id),
		logLevel: 'silent'
	});
	const partial = `${folder}.${randomUUID()}`;
	await bundle.write({ dir: partial, format: 'esm', entryFileNames: '[name].js' });
	await bundle.close();
	dropUnused();
	try {
		renameSync(partial, folder);
	} catch {
		// Another process was faster.
		rmSync(partial, { recursive: true, force: true });
	}
}

function dropUnused() {
	mkdirSync(cache, { recursive: true });
	for (const name of readdirSync(cache)) {
		const path = join(cache, name);
		if (Date.now() - statSync(path).mtimeMs > unusedAfterMs)
			rmSync(path, { recursive: true, force: true });
	}
}
