import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { generatedFile, insteadOf } from '../../bench/built-files.ts';

let folder: string;
const assets = '/_app/immutable/assets';
const integrity = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'offprint-built-'));
	mkdirSync(join(folder, assets), { recursive: true });
	writeFileSync(join(folder, assets, 'index.a1.json'), 'small');
	writeFileSync(
		join(folder, 'service-worker.js'),
		JSON.stringify({ index: integrity('small'), other: integrity('other') })
	);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('finds what was made from the content by its name without the hash', () => {
	expect(generatedFile(folder, 'index')).toBe(`${assets}/index.a1.json`);
	expect(() => generatedFile(folder, 'catalogue')).toThrow('no catalogue file');
});

it('has the worker install what is served instead of a file, and everything else as before', () => {
	const index = generatedFile(folder, 'index');
	const served = insteadOf(folder, { [index]: 'large' });
	expect(served.get(index)).toBe('large');
	expect(JSON.parse(served.get('/service-worker.js')!)).toEqual({
		index: integrity('large'),
		other: integrity('other')
	});
});
