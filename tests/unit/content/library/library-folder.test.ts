import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LibraryOptions } from '../../../../src/lib/content/library/library.ts';
import { article, content, faultsOf, open, site } from './content-folder.ts';

describe('a content folder', () => {
	it('yields its articles by folder and file name', async () => {
		const library = await open(
			content({
				'backend/ids.md': article('tags: [c#]\n'),
				'backend/outbox/index.md': article(),
				'backend/islands.svx': article(),
				'_drafts/x.md': 'anything',
				'backend/_notes.md': 'anything'
			})
		);
		expect(library.site.url).toBe('https://a.example');
		expect(library.categories).toMatchObject([{ slug: 'backend', title: 'Backend', order: 1 }]);
		expect(
			library.articles.map(({ category, slug, kind }) => `${category}/${slug} ${kind}`)
		).toEqual(['backend/ids md', 'backend/islands svx', 'backend/outbox md']);
	});

	it('omits drafts and future articles, unless they are requested', async () => {
		const folder = content({
			'backend/draft.md': article('draft: true\n'),
			'backend/today.md': article().replace('2026-01-01', '2026-06-01'),
			'backend/tomorrow.md': article().replace('2026-01-01', '2026-06-02')
		});
		const slugs = async (options?: Partial<LibraryOptions>) =>
			(await open(folder, options)).articles.map(({ slug }) => slug);
		expect(await slugs()).toEqual(['today']);
		expect(await slugs({ drafts: true })).toEqual(['draft', 'today', 'tomorrow']);
	});

	it('may have no articles', async () => {
		expect((await open(content({}))).articles).toEqual([]);
	});

	it('compares the author’s minutes with the computed ones', async () => {
		expect(await faultsOf(content({ 'backend/a.md': article('minutes: 7\n') }))).toEqual([
			'The content has 1 fault:',
			'content/backend/a.md:6:10 minutes 7 is not the reading time; it is 1'
		]);
		expect(
			(await open(content({ 'backend/a.md': article('minutes: 1\n') }))).articles[0]!.minutes
		).toBe(1);
	});

	it('renders only what has changed', async () => {
		const folder = content({ 'backend/a.md': article('', 'First.\n') });
		const first = await open(folder);
		expect((await open(folder)).articles[0]!.html).toBe(first.articles[0]!.html);
		writeFileSync(join(folder, 'backend/a.md'), article('', 'Second.\n'));
		expect((await open(folder)).articles[0]!.html).toContain('Second.');
	});
});

describe('tags with one slug', () => {
	it('are a fault that names both', async () => {
		expect(
			await faultsOf(
				content({
					'backend/a.md': article('tags: [c#]\n'),
					'backend/b.md': article('tags: [csharp, c#]\n')
				})
			)
		).toEqual([
			'The content has 1 fault:',
			expect.stringMatching(
				/b\.md:1:1 tag "csharp" has the same page as "c#" in .*a\.md, \/tags\/csharp\/; use one of them/
			)
		]);
	});
});

describe('the edit address', () => {
	const withEdit = (edit: string) => content({ 'site.yaml': `${site}edit: ${edit}\n` });

	it('is optional and loses its trailing slash', async () => {
		const library = await open(withEdit('https://forge.example/edit/main/content/'));
		expect(library.site.edit).toBe('https://forge.example/edit/main/content');
		expect((await open(content({}))).site.edit).toBeUndefined();
	});

	it('must be an HTTP URL', async () => {
		expect((await faultsOf(withEdit('javascript:alert(1)'))).slice(1)).toEqual([
			'content/site.yaml:6:7 edit must be the address of the content folder where it can be edited: https://forge.example/library/edit/main/content'
		]);
	});
});
