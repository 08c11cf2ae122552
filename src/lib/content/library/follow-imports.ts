import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isFile } from './paths.ts';

/** `from '…'`, `import '…'`, `import('…')`, and `new URL('…', import.meta.url)` of a file that is read. */
const importPattern =
	/\b(?:from|import)\s*\(?\s*(['"])([^'"\n]+)\1|\bnew URL\(\s*(['"])(\.[^'"\n]+)\3,\s*import\.meta\.url/g;

/** Erased before a module runs. */
const typeImport = /\b(?:import|export)\s+type\s[^'";]*\bfrom\s*(['"])[^'"\n]+\1/g;

/**
 * Every module that TypeScript files import, directly or through others, the files themselves included,
 * as paths; and the names of the packages that they import. Imports of types do not count, because nothing of
 * them runs. `$lib` is the site's library.
 * @param repository the folder that has `src` in it
 */
export async function followImports(
	files: readonly string[],
	repository: string
): Promise<{ files: string[]; packages: string[] }> {
	const found = new Set(files);
	const packages = new Set<string>();
	for (const file of found) {
		if (!/\.(?:[cm]?[jt]s|svelte)$/.test(file)) continue;
		const source = (await readFile(file, 'utf8')).replace(typeImport, '');
		for (const [, , module, , url] of source.matchAll(importPattern)) {
			// `./page.html?raw` is the text of a file.
			const name = (module ?? url)!.replace(/\?.*$/, '');
			const path = pathOf(name, file, repository);
			if (path === null) packages.add(packageName(name));
			else if (isFile(path)) found.add(path);
		}
	}
	return {
		files: [...found],
		packages: [...packages].filter((name) => !name.startsWith('node:')).sort()
	};
}

function pathOf(name: string, from: string, repository: string): string | null {
	if (name.startsWith('.')) return resolve(dirname(from), name);
	return name.startsWith('$lib/') ? join(repository, 'src/lib', name.slice(5)) : null;
}

const packageName = (name: string) =>
	name
		.split('/')
		.slice(0, name.startsWith('@') ? 2 : 1)
		.join('/');
