import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { librarySearchIndex } from '../../../../src/lib/content/search-index/library-index.ts';
import type { LibraryArticle } from '../../../../src/lib/content/library/library-article.ts';
import { buildSearchIndex } from '../../../../src/lib/core/search/index/build-index.ts';
import type { Site } from '../../../../src/lib/core/article/article.ts';

const site = { language: 'en' } as Site;
/** Unlike those of other tests, which share the cache. */
const category = `index-${process.pid}`;

const article = (slug: string, prose: string) =>
	({
		category,
		slug,
		title: `On ${slug}`,
		description: 'A description of thirty letters.',
		headings: [],
		sections: [{ id: '', prose, code: 'await using var x = y;' }]
	}) as unknown as LibraryArticle;

const articles = [article('queues', 'Draining queues.'), article('caches', 'Invalidated caches.')];
const open = (shown: LibraryArticle[], synonyms = [] as { typed: string[]; also: string[] }[]) =>
	librarySearchIndex({ articles: shown, site, synonyms: synonyms as never });

const kept = () =>
	['terms', 'indexes']
		.map((name) => join('node_modules/.cache/offprint', name))
		.flatMap((folder) =>
			existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
		);

describe('the index of a library', () => {
	it('is the same from the cache', async () => {
		const expected = await buildSearchIndex(articles, 'en');
		expect(await open(articles)).toBe(expected);
		expect(await open(articles)).toBe(expected);
	});

	it('follows an edit and new rules', async () => {
		await open(articles);
		const edited = [articles[0]!, article('caches', 'Warmed caches.')];
		expect(await open(edited)).toBe(await buildSearchIndex(edited, 'en'));
		const rules = [{ typed: ['broker'], also: ['draining queues'] }];
		expect(await open(articles, rules)).toBe(await buildSearchIndex(articles, 'en', rules));
	});

	it('does without damaged entries', async () => {
		const before = kept();
		const fresh = [article('locks', 'Held locks.'), article('pools', 'Drained pools.')];
		const rules = [{ typed: ['pool'], also: [`drained ${category}`] }];
		await open(fresh, rules);
		const added = kept().filter((path) => !before.includes(path));
		expect(added.length).toBeGreaterThan(fresh.length);
		for (const path of added) writeFileSync(path, 'damaged');
		expect(await open(fresh, rules)).toBe(await buildSearchIndex(fresh, 'en', rules));
	});
});
