import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { linkIslandStyles } from '../../../../src/scripts/build/island-styles.ts';

const manifest = {
	'../../content/web/a/Figure.svelte': { css: ['figure.css'], imports: ['_shared.js', '_app.js'] },
	'../../content/web/b/Plain.svelte': { imports: ['_app.js'] },
	'_shared.js': { css: ['shared.css'], imports: ['_app.js'] },
	'_app.js': { css: ['app.css'], imports: ['_shared.js'] }
};
let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'offprint-islands-'));
	await mkdir(join(folder, 'client/.vite'), { recursive: true });
	await writeFile(join(folder, 'client/.vite/manifest.json'), JSON.stringify(manifest));
});
afterEach(() => rm(folder, { recursive: true }));

async function linked(body: string) {
	const page = join(folder, 'page.html');
	const head = '<head><link href="/app.css" rel="stylesheet"></head>';
	await writeFile(page, head + body);
	await linkIslandStyles([page], folder);
	const html = await readFile(page, 'utf8');
	return [...html.matchAll(/href="\/(\w+\.css)"/g)].map(([, name]) => name);
}

it('a page links the styles of its islands and of what they import, each once', async () => {
	const island = '<div data-island="web/a/Figure.svelte"></div>';
	expect(await linked(island + island)).toEqual(['app.css', 'shared.css', 'figure.css']);
});

it('a page links no styles for a component that is unknown', async () => {
	expect(await linked('<div data-island="web/c/Gone.svelte"></div>')).toEqual(['app.css']);
});
