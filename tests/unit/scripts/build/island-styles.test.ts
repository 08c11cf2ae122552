import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { islandStyles } from '../../../../src/scripts/build/island-styles.ts';

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

function linked(body: string) {
	const head = '<head><link href="/app.css" rel="stylesheet"></head>';
	const html = islandStyles(folder)(head + body);
	return [...html.matchAll(/href="\/(\w+\.css)"/g)].map(([, name]) => name);
}

it('a page links the styles of its islands and of what they import, each once', () => {
	const island = '<div data-island="web/a/Figure.svelte"></div>';
	expect(linked(island + island)).toEqual(['app.css', 'shared.css', 'figure.css']);
});

it('a page links no styles for a component that is unknown', () => {
	expect(linked('<div data-island="web/c/Gone.svelte"></div>')).toEqual(['app.css']);
});
