import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { followImports } from '../../../../src/lib/content/library/follow-imports.ts';

let repository: string;

beforeEach(() => (repository = mkdtempSync(join(tmpdir(), 'offprint-imports-'))));
afterEach(() => rmSync(repository, { recursive: true }));

function write(path: string, text = '') {
	const file = join(repository, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
	return file;
}

async function follow(...sources: string[]) {
	const { files, packages } = await followImports(sources, repository);
	return { files: files.map((file) => relative(repository, file)).sort(), packages };
}

it('finds what a file imports, directly or through others', async () => {
	const start = write(
		'test.ts',
		`import { a } from './src/a.ts';\nimport { type B } from './b.ts';`
	);
	write('src/a.ts', `export * from './deep/c.ts';\nconst later = import('./d.ts');`);
	write('src/deep/c.ts', `import '../../test.ts';`);
	write('src/d.ts');
	write('b.ts');
	write('src/other.ts');
	expect((await follow(start)).files).toEqual([
		'b.ts',
		'src/a.ts',
		'src/d.ts',
		'src/deep/c.ts',
		'test.ts'
	]);
});

it('knows $lib, and files that are read by their address', async () => {
	const start = write(
		'test.ts',
		`import { x } from '$lib/core/x.ts';
import text from './src/text.md?raw';
const html = readFileSync(new URL('./src/app.html', import.meta.url), 'utf8');`
	);
	write('src/lib/core/x.ts');
	write('src/text.md');
	write('src/app.html', `<script type="module">import './never.ts'</script>`);
	write('src/never.ts');
	expect((await follow(start)).files).toEqual([
		'src/app.html',
		'src/lib/core/x.ts',
		'src/text.md',
		'test.ts'
	]);
});

it('leaves out what is imported for its types alone', async () => {
	const start = write(
		'test.ts',
		`import type { A } from './a.ts';\nimport type B, {\n\ttype C\n} from './b.ts';\nexport type { D } from './d.ts';\nimport { e } from './e.ts';`
	);
	for (const name of ['a', 'b', 'd', 'e']) write(`${name}.ts`);
	expect((await follow(start)).files).toEqual(['e.ts', 'test.ts']);
});

it('follows the imports of a component', async () => {
	const start = write('test.ts', `import Page from './Page.svelte';`);
	write('Page.svelte', `<script lang="ts">\n\timport { a } from './a.ts';\n</script>`);
	write('a.ts');
	expect((await follow(start)).files).toEqual(['Page.svelte', 'a.ts', 'test.ts']);
});

it('names packages by their own names, without those of Node', async () => {
	const start = write(
		'test.ts',
		`import MiniSearch from 'minisearch';
import { a } from "@orama/stemmers/english";
import { readFile } from 'node:fs/promises';
import b from 'svelte/store';`
	);
	expect(await follow(start)).toEqual({
		files: ['test.ts'],
		packages: ['@orama/stemmers', 'minisearch', 'svelte']
	});
});

it('leaves out what does not exist, such as an import in a text', async () => {
	const start = write('test.ts', `const text = "import './gone.ts'";`);
	expect((await follow(start)).files).toEqual(['test.ts']);
});
