import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import {
	readPageBuild,
	readRelated,
	readSnapshot,
	writePageBuild,
	writeRelated,
	writeSnapshot
} from '../../../../src/lib/content/library/snapshot.ts';
import { withCards } from '../../../../src/lib/content/library/current.ts';
import { article, content, open } from './content-folder.ts';

const build = { build: 'v', catalogue: '/c.json', index: '/i.json' };

it('a library read from its snapshot is the one that was written', async () => {
	const library = await open(
		content({
			'backend/a.md': article('tags: [x]\naliases: [/old/]\n', '## Ä\n\nText – b.\n'),
			'backend/b/index.md': article('', 'No heading, [a file](data.txt).\n'),
			'backend/b/data.txt': 'data'
		})
	);
	const folder = mkdtempSync(join(tmpdir(), 'offprint-snapshot-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	writeSnapshot(folder, library);
	const read = readSnapshot(folder);
	expect({ ...read, articles: read.articles.map((one) => ({ ...one })) }).toEqual(library);
	// In any order.
	expect(read.articles[1]!.html).toBe(library.articles[1]!.html);
	expect(read.articles[0]!.sections).toEqual(library.articles[0]!.sections);
});

it('what pages say of their build, and which articles are similar, is read as it was written', () => {
	const folder = mkdtempSync(join(tmpdir(), 'offprint-snapshot-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	writePageBuild(folder, build);
	expect(readPageBuild(folder)).toEqual(build);
	writeRelated(folder, { a: ['b'] });
	expect(readRelated(folder)).toEqual({ a: ['b'] });
});

it('a snapshot has the body of each article once, whatever the library was given besides', async () => {
	const library = withCards(await open(content({ 'backend/a.md': article('', 'Once only.\n') })));
	const folder = mkdtempSync(join(tmpdir(), 'offprint-snapshot-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	writeSnapshot(folder, library);
	const { cards: _cards, cardById: _cardById, articleById: _articleById, ...facts } = library;
	const read = readSnapshot(folder);
	expect({ ...read, articles: read.articles.map((one) => ({ ...one })) }).toEqual(facts);
	expect(readFileSync(join(folder, 'facts')).includes('Once only.')).toBe(false);
});
