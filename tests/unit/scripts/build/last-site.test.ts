import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LastSite, rememberSite, stampOf } from '../../../../src/scripts/build/last-site.ts';

const path = 'a/page/';
let root: string;
const at = (folder: string, ending = '') => join(root, folder, `a/page/index.html${ending}`);

beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 'offprint-last-'));
	await mkdir(join(root, 'last/a/page'), { recursive: true });
	await writeFile(at('last'), 'page');
	await writeFile(at('last', '.br'), 'copy');
	const stamp = stampOf(at('last'));
	const file = { path, bytes: 4, hash: 'h', policy: 'p', source: 's', stamp };
	rememberSite(join(root, 'last'), 'edition', [file], ['a/page/index.html']);
});
afterEach(() => rm(root, { recursive: true }));

const take = (edition = 'edition', source = 's') =>
	new LastSite(join(root, 'last'), edition).take(
		path,
		join(root, 'next'),
		(file) => file.source === source
	);

describe('a file of the last site', () => {
	it('is in the next one with its compressed copies, and keeps its time', async () => {
		expect(take()).toMatchObject({ path, bytes: 4, hash: 'h', policy: 'p', source: 's' });
		for (const ending of ['', '.br']) {
			const [last, next] = [await stat(at('last', ending)), await stat(at('next', ending))];
			expect([next.ino, next.mtimeMs]).toEqual([last.ino, last.mtimeMs]);
		}
		expect(stampOf(at('next'))).toBe(stampOf(at('last')));
	});

	it.each([
		['was made from something else', () => take('edition', 'other')],
		['is of another edition', () => take('later')]
	])('is not if it %s', async (_, taken) => {
		expect(taken()).toBeUndefined();
		await expect(stat(at('next'))).rejects.toThrow();
	});

	it.each([
		['has been edited', () => writeFile(at('last'), 'PAGE')],
		['has another copy', () => writeFile(at('last', '.gz'), 'copy')],
		['has lost a copy', () => rm(at('last', '.br'))],
		['is gone', () => rm(at('last'))]
	])('is not if it %s since', async (_, change) => {
		await change();
		expect(take()).toBeUndefined();
		await expect(stat(at('next'))).rejects.toThrow();
	});

	it('is not written into by the next build if one of its copies cannot be linked', async () => {
		await mkdir(join(root, 'next/a/page'), { recursive: true });
		await writeFile(at('next', '.br'), 'in the way');
		expect(take()).toBeUndefined();
		await writeFile(at('next'), 'next');
		expect(await readFile(at('last'), 'utf8')).toBe('page');
	});
});

describe('the copies of a file with a hash in its name', () => {
	const takeCopies = () =>
		new LastSite(join(root, 'last'), 'edition').takeCopies('a/page/index.html', join(root, 'next'));

	it('are beside the same file of the next site, which is written anew', async () => {
		await mkdir(join(root, 'next/a/page'), { recursive: true });
		await writeFile(at('next'), 'page');
		expect(takeCopies()).toBe(true);
		expect((await stat(at('next', '.br'))).ino).toBe((await stat(at('last', '.br'))).ino);
		expect((await stat(at('next'))).ino).not.toBe((await stat(at('last'))).ino);
	});

	it('are not if the file has been edited since', async () => {
		await writeFile(at('last'), 'PAGE');
		expect(takeCopies()).toBe(false);
	});
});
