import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { publish } from '../../../../src/scripts/build/publish.ts';

let root: string;
beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 'offprint-publish-'));
	await mkdir(join(root, 'site/a'), { recursive: true });
	await writeFile(join(root, 'site/a/index.html'), 'new');
});
afterEach(() => rm(root, { recursive: true }));

const output = () => join(root, 'out/build');

it('makes the folder, and the next build replaces all of it', async () => {
	await publish(join(root, 'site'), output());
	expect(await readFile(join(output(), 'a/index.html'), 'utf8')).toBe('new');
	await mkdir(join(root, 'site'));
	await writeFile(join(root, 'site/b.html'), 'newer');
	await publish(join(root, 'site'), output());
	expect(await readdir(output())).toEqual(['b.html']);
	expect(await readdir(join(root, 'out'))).toEqual(['build']);
});

it('copies where a folder cannot be renamed', async () => {
	await mkdir(output(), { recursive: true });
	await writeFile(join(output(), 'old.html'), 'old');
	const busy = () => Promise.reject(new Error('EBUSY'));
	await publish(join(root, 'site'), output(), busy);
	expect(await readdir(output())).toEqual(['a']);
	expect(await readFile(join(output(), 'a/index.html'), 'utf8')).toBe('new');
});
