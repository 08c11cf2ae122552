import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { DevelopmentLibrary } from '../../../../src/lib/content/development/development-library.ts';
import { faultText } from '../../../../src/lib/content/faults/report.ts';
import type { LibraryArticle } from '../../../../src/lib/content/library/library-article.ts';
import { RenderCache } from '../../../../src/lib/content/library/render-cache.ts';
import { article, category, content } from '../library/content-folder.ts';

const create = (folder: string) =>
	new DevelopmentLibrary({ content: folder, base: '', today: '2026-06-01' });

async function openDevelopment(files: Record<string, string>) {
	const folder = content(files);
	const library = create(folder);
	const faultsOf = (found: Parameters<typeof faultText>[0][]) =>
		found.map((fault) => faultText(fault).replace(`${folder}/`, ''));
	const read = async (...paths: string[]) =>
		faultsOf([...(await library.read(new Set(paths.map((path) => join(folder, path)))))]);
	return {
		folder,
		library,
		read,
		faults: await read(),
		write: (path: string, text: string) => writeFileSync(join(folder, path), text),
		bodyOf: (id: string): Promise<LibraryArticle> =>
			library.current!.development!.render(library.current!.articleById.get(id)!),
		faultsOf: async (id: string) => faultsOf([...(await library.faultsOf(id))])
	};
}

/** The pages that were rendered and not in the cache. */
function watchRendering() {
	const render = vi.spyOn(RenderCache.prototype, 'render');
	return () => render.mock.calls.splice(0).map(([{ file }]) => file.page);
}

const words = (count: number) => 'word '.repeat(count);

describe('the library of the development server', () => {
	it('renders the article that is asked for, once, and no other', async () => {
		const rendered = watchRendering();
		const { library, bodyOf } = await openDevelopment({
			'backend/a.md': article('', 'First.\n'),
			'backend/b.md': article('', 'Second.\n')
		});
		expect(library.current!.cards.map(({ slug }) => slug)).toEqual(['a', 'b']);
		expect(rendered()).toEqual([]);
		expect((await bodyOf('backend/b')).html).toContain('Second.');
		expect((await bodyOf('backend/b')).sections).toMatchObject([{ prose: 'Second.' }]);
		expect(rendered()).toEqual(['/backend/b/']);
	});

	it('reads after an edit what was edited, and renders it when it is asked for', async () => {
		const rendered = watchRendering();
		const { library, write, read, bodyOf } = await openDevelopment({
			'backend/a.md': article('', 'First.\n'),
			'backend/b.md': article('', 'Second.\n')
		});
		const [a, before] = [await bodyOf('backend/a'), library.current!];
		await bodyOf('backend/b');
		rendered();
		write('backend/a.md', 'This is read when it is known to be edited.');
		write('backend/b.md', article('', 'Edited.\n'));
		expect(await read('backend/b.md')).toEqual([]);
		expect(library.current).not.toBe(before);
		expect(library.current!.cards).toBe(before.cards);
		expect(rendered()).toEqual([]);
		expect((await bodyOf('backend/b')).html).toContain('Edited.');
		expect(await bodyOf('backend/a')).toBe(a);
		expect(rendered()).toEqual(['/backend/b/']);
	});

	it('shows edited front matter, settings, and articles that were added or removed', async () => {
		const { folder, library, write, read, bodyOf } = await openDevelopment({
			'backend/a.md': article(),
			'backend/b.md': article()
		});
		write('backend/a.md', article().replace('title: T', 'title: Edited'));
		await read('backend/a.md');
		expect(library.current!.cardById.get('backend/a')!.title).toBe('Edited');
		expect((await bodyOf('backend/a')).title).toBe('Edited');

		write('backend/category.yaml', category.replace('Backend', 'Servers'));
		write('backend/c.md', article('aliases: [/old/]\n'));
		rmSync(join(folder, 'backend/b.md'));
		await read('backend/category.yaml', 'backend/c.md', 'backend/b.md');
		const { categories, articles } = library.current!;
		expect(categories[0]!.title).toBe('Servers');
		expect(articles.map(({ slug, aliases }) => [slug, aliases])).toEqual([
			['a', []],
			['c', ['/old/']]
		]);
	});

	it('renders an article again when a file changes that it shows', async () => {
		const { write, read, bodyOf } = await openDevelopment({
			'backend/a/index.md': article('', '```text file=shown.txt\n```\n'),
			'backend/a/sample/shown.txt': 'before'
		});
		const { html } = await bodyOf('backend/a');
		expect(html).toContain('before');
		write('backend/a/sample/shown.txt', 'after');
		await read('backend/a/sample/shown.txt');
		expect((await bodyOf('backend/a')).html).toContain('after');
	});

	it('finds faults of front matter at once, and those of a text when it is rendered', async () => {
		const { faults, faultsOf, write, read } = await openDevelopment({
			'backend/a.md': article('levle: Beginner\n'),
			'backend/b.md': article('', 'A [link](nowhere.md).\n'),
			'backend/c.md': article('', 'Text.\n').replace('---\n\n', 'minutes: 9\n---\n\n')
		});
		expect(faults).toEqual([expect.stringMatching(/^backend\/a\.md:6:1 "levle" is not a key/)]);
		expect(await faultsOf('backend/b')).toEqual([
			expect.stringMatching(/^backend\/b\.md:\d+:3 link "nowhere\.md" leads nowhere/)
		]);
		expect(await faultsOf('backend/c')).toEqual([
			expect.stringMatching(/^backend\/c\.md:6:10 minutes 9 is not the reading time; it is 1$/)
		]);
		expect(await faultsOf('backend/unknown')).toEqual([]);
		write('backend/a.md', article());
		expect(await read('backend/a.md')).toEqual([]);
	});

	it('has the page about the site, and articles in Svelte without their source', async () => {
		const rendered = watchRendering();
		const { library } = await openDevelopment({
			'about.md':
				'---\ntitle: Who we are\ndescription: A description of thirty letters.\n---\n\nWe.\n',
			'backend/a.svx': article('', '<script>\n\tlet one = 1;\n</script>\n\n{one}\n')
		});
		expect(await library.sources()).toMatchObject({
			site: { about: 'Who we are' },
			components: [{ id: 'backend/a', source: '' }]
		});
		expect(library.current!.about).toMatchObject({ title: 'Who we are' });
		expect(rendered()).toEqual([]);
		expect((await library.current!.development!.renderAbout()).html).toContain('We.');
		expect(await library.sourceOf('backend/a')).toContain('{one}');
		expect(await library.sourceOf('backend/b')).toBe('');
		expect(rendered()).toEqual(['/about/', '/backend/a/']);
	});

	it('is absent without a site', async () => {
		const { library, faults, write, read } = await openDevelopment({ 'site.yaml': 'title: A\n' });
		expect(faults.length).toBeGreaterThan(0);
		expect(library.current).toBeUndefined();
		expect(await library.sources()).toBeNull();
		write('site.yaml', 'title: A\ntagline: B\nurl: https://a.example/\nauthor: C\nlanguage: en\n');
		expect(await read('site.yaml')).toEqual([]);
		expect(library.current!.site.title).toBe('A');
	});
});

describe('the reading time in lists', () => {
	it('is an estimate until the article is rendered, here or in the check', async () => {
		const shown = `\n\n\`\`\`text file=shown.txt\n\`\`\`\n`;
		const { library, bodyOf, folder } = await openDevelopment({
			'backend/a/index.md': article('', words(238 * 3) + shown),
			'backend/a/sample/shown.txt': 'line\n'.repeat(60),
			'backend/b.md': article('', words(238 * 2))
		});
		const minutes = () => library.current!.cards.map((card) => card.minutes);
		const version = library.cardsVersion;
		expect(minutes()).toEqual([3, 2]);
		await bodyOf('backend/a');
		expect(minutes()).toEqual([5, 2]);
		expect(library.current!.articles[0]!.minutes).toBe(5);
		expect(library.cardsVersion).not.toBe(version);
		library.learn([[join(folder, 'backend/b.md'), 4]]);
		expect(minutes()).toEqual([5, 4]);
	});

	it('is known to the next process for as long as the text is the same', async () => {
		const { library, folder, write } = await openDevelopment({
			'backend/a.md': article('', words(238)),
			'backend/b.md': article('', words(238))
		});
		library.learn([
			[join(folder, 'backend/a.md'), 4],
			[join(folder, 'backend/b.md'), 5]
		]);
		library.setRelated({ 'backend/a': ['backend/b'] });
		write('backend/b.md', article('', words(238 * 2)));
		const next = create(folder);
		await next.read();
		expect(next.current!.cards.map((card) => card.minutes)).toEqual([4, 2]);
		expect(next.current!.development!.related).toEqual({ 'backend/a': ['backend/b'] });
	});
});
