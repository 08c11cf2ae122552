import { describe, expect, it } from 'vitest';
import { article, category, content, faultsOf, open } from './content-folder.ts';

/** A PNG of one pixel. */
const picture = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
	'base64'
);

describe('about.md', () => {
	const about = (body: string, keys = 'title: About A\n') =>
		`---\n${keys}description: What this library is and how it is made.\n---\n\n${body}`;

	it('is a page, and articles may link to it', async () => {
		const { about: page, articles } = await open(
			content({
				'about.md': about('## One\n\nSee [an article](backend/a.md#one).\n'),
				'backend/a.md': article('', '## One\n\nSee [about](../about.md#one), [us](/about/).\n')
			}),
			{ base: '/x' }
		);
		expect(page).toMatchObject({ title: 'About A' });
		expect(page!.html).toContain('<a href="/x/backend/a/#one">an article</a>');
		expect(articles[0]!.html).toContain('<a href="/x/about/#one">about</a>');
	});

	it('is reported if the parsers give up', async () => {
		expect(await faultsOf(content({ 'about.md': about(`${'<div>'.repeat(5000)}\n`) }))).toEqual([
			'The content has 1 fault:',
			'content/about.md:1:1 is nested too deeply to be read; remove some levels of lists, quotes or HTML'
		]);
	});

	it('is optional', async () => {
		expect((await open(content({ 'backend/a.md': article() }))).about).toBeUndefined();
		expect(await faultsOf(content({ 'backend/a.md': article('', '[x](/about/)\n') })))
			.toMatchInlineSnapshot(`
			[
			  "The content has 1 fault:",
			  "content/backend/a.md:8:1 link "/about/" leads nowhere",
			]
		`);
	});

	it('has its faults reported like an article', async () => {
		expect(
			await faultsOf(
				content({
					'about.md': about(
						'![Us](team.png)\n\n[a](backend/b.md)\n[x](#none)\n[y](/nowhere/)\n',
						'titel: About\n'
					),
					'team.png': picture,
					'about/category.yaml': category,
					'backend/a.md': article('', '[x](/about/)\n'),
					'backend/b.md': article('draft: true\n')
				})
			)
		).toMatchInlineSnapshot(`
			[
			  "The content has 6 faults:",
			  "content/about:1:1 "about" cannot be a category; /about/ is a page of the site",
			  "content/about.md:1:1 "title" is missing",
			  "content/about.md:1:1 "team.png" cannot be shown or linked here; only articles have files",
			  "content/about.md:2:1 "titel" is not a key of front matter; did you mean "title"?",
			  "content/about.md:9:1 anchor "#none" is not in this page",
			  "content/about.md:10:1 link "/nowhere/" leads nowhere",
			]
		`);
		expect(await faultsOf(content({ 'about.md': 'Who we are.\n' }))).toMatchInlineSnapshot(`
			[
			  "The content has 1 fault:",
			  "content/about.md:1:1 front matter is missing; begin the file with a line ---, the keys title and description, and a line ---",
			]
		`);
	});
});
