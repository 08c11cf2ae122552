import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { openCommandFolder } from './command-folder.ts';
import { filesOf } from './files-of.ts';
import { fixtureArticle, writeFixtureLibrary } from './fixture-library.ts';

const { folder, runWith } = openCommandFolder();

/** Builds with the bundle of the fixture. */
function build(output: string) {
	const { status, stderr } = runWith(
		{ BASE_PATH: '/x/y', OFFPRINT_WORK: 'rebuild', OFFPRINT_BUILD: output },
		'build'
	);
	expect(status, stderr).toBe(0);
	return new Map(
		filesOf(output).map((file) => [
			relative(output, file).replaceAll('\\', '/'),
			{ bytes: readFileSync(file), node: statSync(file).ino, time: statSync(file).mtimeMs }
		])
	);
}

const articleFile = (n: number) => {
	const { category, slug } = fixtureArticle(n);
	return join(folder, `content/${category}/${slug}.md`);
};

const replaceIn = (file: string, text: string, other: string) =>
	writeFileSync(file, readFileSync(file, 'utf8').replace(text, other));

it('a build after an edit writes what a build from nothing does, and only what has changed', () => {
	writeFixtureLibrary(join(folder, 'content'), 30);
	const first = build(join(folder, 'build'));
	const { title, category, slug } = fixtureArticle(6);
	replaceIn(articleFile(6), title, 'Another title');
	// To the search index it is the same text, so nothing else of the page changes.
	replaceIn(articleFile(13), 'takes one step', 'Takes one step');
	rmSync(articleFile(20));
	const second = build(join(folder, 'build'));

	const fresh = build(join(folder, 'fresh'));
	expect([...second.keys()]).toEqual([...fresh.keys()]);
	for (const [path, { bytes }] of fresh)
		expect(second.get(path)!.bytes.equals(bytes), path).toBe(true);

	const kept = [...second].filter(
		([path, { node, time }]) => first.get(path)?.node === node && first.get(path)!.time === time
	);
	const paths = kept.map(([path]) => path);
	const far = fixtureArticle(0);
	expect(paths).toEqual(
		expect.arrayContaining(
			['/index.html', '/index.html.br', '/preview.png', '.json'].map(
				(ending) => `${far.category}/${far.slug}${ending}`
			)
		)
	);
	expect(paths).toContain(`${category}/${slug}.json`);
	expect(paths).not.toContain(`${category}/${slug}/index.html`);
	expect(paths).not.toContain('index.html');
	// An article beside one that has changed links it.
	const pages = paths.filter((path) => /^[a-z]+\/[a-z]+-\d+\/index\.html$/.test(path));
	expect(pages.length).toBeGreaterThan(10);
	expect(pages.length).toBeLessThan(28);
});
