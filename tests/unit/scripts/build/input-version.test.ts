import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inputVersion } from '../../../../src/scripts/build/input-version.ts';

let root: string;
beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 'offprint-input-'));
});
afterEach(() => rm(root, { recursive: true }));

const article = (published: string) => `---\ntitle: One\npublished: ${published}\n---\n\nText.\n`;

async function write(folder: string, files: Record<string, string>) {
	for (const [path, text] of Object.entries(files)) {
		await mkdir(dirname(join(root, folder, path)), { recursive: true });
		await writeFile(join(root, folder, path), text);
	}
	return join(root, folder);
}

const files = { 'a/one.md': article('2026-05-01'), 'a/two.txt': 'two', 'site.yaml': 'title: T' };
const versionOf = (folder: string, settings = ['']) =>
	inputVersion([folder], settings, '2026-04-30');

it('the same input has the same version in any folder', async () => {
	const reversed = Object.fromEntries(Object.entries(files).reverse());
	expect(versionOf(await write('here', files))).toBe(versionOf(await write('there', reversed)));
});

it.each([
	['the text of a file', { ...files, 'a/two.txt': '2' }],
	[
		'the name of a file',
		{ 'a/one.md': files['a/one.md'], 'a/2.txt': 'two', 'site.yaml': 'title: T' }
	],
	['another file', { ...files, 'a/three.txt': '' }]
])('%s changes it', async (_what, changed) => {
	expect(versionOf(await write('here', files))).not.toBe(versionOf(await write('there', changed)));
});

it('a setting changes it', async () => {
	const folder = await write('here', files);
	expect(versionOf(folder, ['/x'])).not.toBe(versionOf(folder, ['/y']));
});

it('the day changes it only when an article is published', async () => {
	const folder = await write('here', files);
	const on = (today: string) => inputVersion([folder], [''], today);
	expect(on('2026-04-29')).toBe(on('2026-04-30'));
	expect(on('2026-04-30')).not.toBe(on('2026-05-01'));
	expect(on('2026-05-01')).toBe(on('2027-01-01'));
});

it('what compilers leave beside a sample does not count, and a link in a circle ends', async () => {
	const folder = await write('here', files);
	const version = versionOf(folder);
	await write('here', { 'a/sample/bin/x.dll': 'x', 'a/sample/obj/y.json': 'y' });
	expect(versionOf(folder)).toBe(version);
	await symlink(folder, join(folder, 'a/loop'));
	expect(versionOf(folder)).toBe(version);
});
