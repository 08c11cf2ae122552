import { symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { article, category, content, faultsOf, open } from './content-folder.ts';

describe('every fault of every file is reported at once', () => {
	it('with file, line, column, problem and cure', async () => {
		expect(
			await faultsOf(
				content({
					'site.yaml': 'title: A\ntaglin: B\nurl: a.example\nauthor: C\nlanguage: "!"\n',
					'backend/category.yaml': 'title: Backend\norder: first\n',
					'web/a.md': article(),
					'Web Design/a.md': article(),
					'tags/a.md': article(),
					'backend/x.md': article().replace('Beginner', 'Advance'),
					'backend/twice.md': article(),
					'backend/twice/index.md': article(),
					'backend/both/index.md': article(),
					'backend/both/index.svx': article(),
					'backend/Big Name.md': article(),
					[`backend/${'long-'.repeat(20)}name.md`]: article(),
					'backend/empty/notes.txt': 'x',
					'backend/latin1.md': Buffer.from(`${article('', 'Grüße\n')}`, 'latin1'),
					'backend/image.md': article('', '![A picture](missing.png)\n\n[x](javascript:x)\n')
				})
			)
		).toMatchSnapshot();
	});

	it('also those of one file, but none that is a consequence of another', async () => {
		expect(
			await faultsOf(
				content({
					'backend/a.md': article(
						'minutes: 9\n',
						'[x](nowhere.md)\n[x](#none)\n[x](b.md)\n[x](c.md)\n[x](/tags/of-b/)\n'
					).replace('Beginner', 'Beginer'),
					'backend/b.md': article('tags: [of-b]\nupdated: soon\n', '[x](a.md)\n'),
					'backend/c.md': Buffer.from(article('', 'Grüße\n'), 'latin1'),
					'backend/d.md': article('', '[x](a.md)\n[x](/backend/c/)\n[x](/tags/of-b/)\n')
				})
			)
		).toEqual([
			'The content has 6 faults:',
			'content/backend/a.md:4:8 level "Beginer" is not a level; did you mean "Beginner"?',
			'content/backend/a.md:6:10 minutes 9 is not the reading time; it is 1',
			'content/backend/a.md:9:1 link "nowhere.md" leads nowhere',
			'content/backend/a.md:10:1 anchor "#none" is not in this page',
			'content/backend/b.md:7:10 updated "soon" is not a date; write it as YYYY-MM-DD',
			'content/backend/c.md:8:3 the file is not UTF-8 text; save it in that encoding'
		]);
	});

	it('if a value of the settings refers to another', async () => {
		expect(
			await faultsOf(content({ 'backend/category.yaml': 'title: *x\ntagline: b\norder: 1\n' }))
		).toEqual([
			'The content has 1 fault:',
			'content/backend/category.yaml:1:8 "*x" refers to another value; put the text in quotes'
		]);
	});

	it('if the settings are missing or not YAML', async () => {
		expect(
			await faultsOf(content({ 'site.yaml': '', 'backend/category.yaml': 'title: "x\n' }))
		).toMatchSnapshot();
		expect(await faultsOf(join(tmpdir(), 'offprint-no-such-folder'))).toHaveLength(2);
	});

	it('if a file is not a file, or not text', async () => {
		const folder = content({
			'backend/category.yaml': Buffer.from(category.replace('.NET', 'Grüße'), 'latin1'),
			'backend/folder/index.md/x.txt': 'x',
			'backend/Notes.MD': article(),
			'backend/notes.markdown': article(),
			'stray.md': article(),
			'README.md': 'Of the folder itself.'
		});
		symlinkSync('nowhere.md', join(folder, 'backend/dead.md'));
		expect(await faultsOf(folder)).toEqual([
			'The content has 6 faults:',
			'content/backend/Notes.MD:1:1 is no article; the name of one ends in .md or .svx',
			'content/backend/category.yaml:2:12 the file is not UTF-8 text; save it in that encoding',
			'content/backend/dead.md:1:1 is a link to a file that does not exist',
			'content/backend/folder/index.md:1:1 is a folder where a file is needed',
			'content/backend/notes.markdown:1:1 is no article; the name of one ends in .md or .svx',
			'content/stray.md:1:1 is in no category; move it into the folder of one'
		]);
	});

	it('if two articles have the same part of a series', async () => {
		const part = (n: number) => article(`series: messaging\npart: ${n}\n`);
		const files = { 'backend/a.md': part(1), 'backend/b.md': part(1), 'backend/c.md': part(2) };
		expect((await faultsOf(content(files))).slice(1)).toEqual([
			'content/backend/b.md:1:1 is part 1 of the series "messaging", as content/backend/a.md is; give one of them another part'
		]);
	});

	it('if the parsers give up', async () => {
		expect(
			await faultsOf(
				content({
					'backend/a.md': article('', `${'<div>'.repeat(5000)}\n`),
					'backend/b.md': article('', '[a](a.md) [c](nowhere.md)\n')
				})
			)
		).toEqual([
			'The content has 2 faults:',
			'content/backend/a.md:1:1 is nested too deeply to be read; remove some levels of lists, quotes or HTML',
			'content/backend/b.md:8:11 link "nowhere.md" leads nowhere'
		]);
	});

	it('and a loop of symbolic links is detected', async () => {
		const folder = content({ 'backend/a.md': article() });
		symlinkSync(join(folder, 'backend'), join(folder, 'backend/loop'));
		symlinkSync(join(folder, 'backend/dead'), join(folder, 'backend/dead'));
		expect((await open(folder)).articles).toHaveLength(1);
	});
});
