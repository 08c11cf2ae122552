import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ContentError } from '../../../../src/lib/content/faults/report.ts';
import { openLibrary, type LibraryOptions } from '../../../../src/lib/content/library/library.ts';

const folders: string[] = [];
afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const site = 'title: A\ntagline: B\nurl: https://a.example/\nauthor: C\nlanguage: en\n';
const category = 'title: Backend\ntagline: .NET, APIs, and server-side\norder: 1\n';

const article = (keys = '', body = '## One\n\nText.\n') =>
	`---\ntitle: T\ndescription: A description of thirty letters.\nlevel: Beginner\npublished: 2026-01-01\n${keys}---\n\n${body}`;

function content(files: Record<string, string | Buffer>): string {
	const folder = mkdtempSync(join(tmpdir(), 'offprint-content-'));
	folders.push(folder);
	for (const [path, text] of Object.entries({
		'site.yaml': site,
		'backend/category.yaml': category,
		...files
	})) {
		if (!text.length) continue;
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	return folder;
}

const open = (folder: string, options: Partial<LibraryOptions> = {}) =>
	openLibrary({ content: folder, base: '', today: '2026-06-01', checkOnly: true, ...options });

async function faultsOf(folder: string): Promise<string[]> {
	try {
		await open(folder);
		return [];
	} catch (error) {
		expect(error).toBeInstanceOf(ContentError);
		return (error as Error).message.replaceAll(`${folder}/`, 'content/').split('\n');
	}
}

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

describe('links between articles', () => {
	it('are resolved relative to the file, to the other’s page', async () => {
		const { articles } = await open(
			content({
				'backend/a.md': article(
					'',
					'[b](b/index.md#one) [c](./c.md) [site](/backend/) [tag](/tags/nats/)\n'
				),
				'backend/b/index.md': article('', '## One\n\n[a](../a.md) [dir](../c.md)\n'),
				'backend/c.md': article('tags: [nats]\n')
			}),
			{ base: '/x' }
		);
		expect([...articles[0]!.html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
			'/x/backend/b/#one',
			'/x/backend/c/',
			'/x/backend/',
			'/x/tags/nats/'
		]);
		expect(articles[0]!.linksTo).toEqual([
			{ id: 'backend/b', text: 'b' },
			{ id: 'backend/c', text: 'c' }
		]);
	});

	it('are faults if they are broken', async () => {
		expect(
			await faultsOf(
				content({
					'backend/a.md': article(
						'',
						'[x](b.md#non)\n[x](#twoo)\n[x](/backend/bee/)\n[x](/tags/none/)\n[x](hidden.md)\n[x](nowhere.md)\n\n## Two\n'
					),
					'backend/b.md': article('', '## None\n'),
					'backend/hidden.md': article('draft: true\n')
				})
			)
		).toMatchSnapshot();
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

describe('an alias', () => {
	const alias = (path: string) => article(`aliases: [/backend/old/, ${path}]\n`);

	it('is the address that an article had', async () => {
		const files = { 'backend/a.md': alias('/2019/post.html'), 'backend/b/index.md': article() };
		const { articles } = await open(content(files));
		expect(articles[0]!.aliases).toEqual(['/backend/old/', '/2019/post.html']);
		expect(articles[1]!.aliases).toEqual([]);
	});

	it.each([
		['/backend/b/', /is a page of .*b\/index\.md; remove the alias, or rename that article/],
		['/backend/draft/', /is a page of .*draft\.md; remove the alias, or rename that article/],
		['/backend/a/', /is a page of the article itself; remove it/],
		['/backend/', /is a page of the site; remove it/],
		['/backend/level/beginner/', /is a page of the site; remove it/],
		['/tags/old/', /is a page of the site; remove it/],
		['/404.html', /is a page of the site; remove it/],
		['/backend/old/index.html', /is an alias of .*a\.md too; remove one of them/],
		['/backend/older/', /c\.md:6:11 alias .* is an alias of .*a\.md too; remove one of them/]
	])('cannot be %s', async (path, problem) => {
		const files = {
			'backend/a.md': alias(path),
			'backend/b/index.md': article(),
			'backend/c.md': article('aliases: [/backend/older/]\n'),
			'backend/draft.md': article('draft: true\n')
		};
		const [count, fault] = await faultsOf(content(files));
		expect(count).toBe('The content has 1 fault:');
		expect(fault).toMatch(problem);
		// The later of two articles is the one that is wrong.
		if (!path.includes('older')) expect(fault).toMatch(/a\.md:6:26 alias "/);
	});

	it('is no address to link to: the fault names the present one', async () => {
		const files = {
			'backend/a.md': alias('/older/'),
			'backend/b.md': article('', '[x](/backend/old/)\n')
		};
		expect(await faultsOf(content(files))).toEqual([
			'The content has 1 fault:',
			expect.stringMatching(
				/b\.md:8:1 link "\/backend\/old\/" leads to the old address of an article; write "\/backend\/a\/"/
			)
		]);
	});
});

describe('a link to one of the site’s own pages', () => {
	const link = (url: string) =>
		content({ 'backend/a.md': article('tags: [node.js, c#]\n', `[x](${url})\n`) });

	it.each([
		'/',
		'/saved/',
		'/tags/',
		'/tags/node-js/',
		'/tags/csharp/',
		'/backend/?level=Advanced&time=-10',
		'/backend',
		'/backend/level/advanced/',
		'/feed.xml',
		'/backend/feed.xml'
	])('%s is valid', async (url) => {
		expect(await faultsOf(link(url))).toEqual([]);
	});

	it.each([
		'/backend/level/expert/',
		'/web/level/advanced/',
		'/nothing.pdf',
		'/web/feed.xml',
		'/100%/',
		'#100%',
		'/tags/%23c/',
		'/tags/c%23/'
	])('%s is broken', async (url) => {
		expect(await faultsOf(link(url))).toEqual([
			'The content has 1 fault:',
			expect.stringMatching(/a\.md:9:1 (?:link|anchor) "/)
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

describe('synonyms.yaml and golden.yaml', () => {
	it('may be missing, or contain only comments', async () => {
		expect(await open(content({}))).toMatchObject({ synonyms: [], golden: [] });
		const comments = { 'synonyms.yaml': '# None yet\n', 'golden.yaml': '# None yet\n' };
		expect(await open(content(comments))).toMatchObject({ synonyms: [], golden: [] });
	});

	it('define synonyms in both directions or in one', async () => {
		const { synonyms } = await open(
			content({
				'synonyms.yaml':
					'- [k8s, Kubernetes]\n- query: broker\n  also: [NATS, message bus]\n- query: [k8s]\n  also: pods\n'
			})
		);
		expect(synonyms).toEqual([
			{ typed: ['k8s', 'Kubernetes'], also: ['k8s', 'Kubernetes'], line: 1, column: 3 },
			{ typed: ['broker'], also: ['NATS', 'message bus'], line: 2, column: 3 },
			{ typed: ['k8s'], also: ['pods'], line: 4, column: 3 }
		]);
	});

	it('define which article a query must find, and within how many results', async () => {
		const files = {
			'backend/a.md': article(),
			'backend/b/index.md': article(),
			'backend/hidden.md': article('draft: true\n'),
			'web/category.yaml': category,
			'web/b.md': article(),
			'golden.yaml':
				'# One\nwhat is a: a\n"c#: a?": { slug: backend/b, within: 3 }\n404: { slug: web/b }\n1.0: a\nnull: a\nhidden: hidden\n'
		};
		const { golden } = await open(content(files));
		expect(golden).toEqual([
			{ query: 'what is a', id: 'backend/a', within: 1, line: 2, column: 1 },
			{ query: 'c#: a?', id: 'backend/b', within: 3, line: 3, column: 1 },
			{ query: '404', id: 'web/b', within: 1, line: 4, column: 1 },
			{ query: '1.0', id: 'backend/a', within: 1, line: 5, column: 1 },
			{ query: 'null', id: 'backend/a', within: 1, line: 6, column: 1 }
		]);
		// Drafts are not indexed, so no query can find one.
		expect((await open(content(files), { drafts: true })).golden).toEqual(golden);
	});

	it('are checked like all content', async () => {
		expect(
			await faultsOf(
				content({
					'backend/outbox.md': article(),
					'backend/twin.md': article(),
					'web/category.yaml': category,
					'web/twin.md': article(),
					'synonyms.yaml': [
						'- [k8s, Kubernetes]',
						'- [alone]',
						'- text',
						'- [pg, 15, ~, [x], "+++"]',
						'- [K8S, cluster]',
						'- querry: broker',
						'  also: NATS',
						'- query: []',
						'- query: pg',
						'  also: Postgres',
						'- query: PG',
						'  also: database',
						`- [long, ${'l'.repeat(81)}]`,
						''
					].join('\n'),
					'golden.yaml': [
						'outbocks: outbx',
						'two: twin',
						'two again: backend/twinn',
						'more: { slug: outbox, withn: 2 }',
						'none:',
						'within: { slug: outbox, within: 0 }',
						'list: [outbox]',
						'no slug: { within: 2 }',
						'"?": outbox',
						': outbox',
						'? [a, b]',
						': outbox',
						''
					].join('\n')
				})
			)
		).toMatchSnapshot();
	});

	it('must be YAML of the right shape', async () => {
		expect(
			await faultsOf(content({ 'synonyms.yaml': 'k8s: Kubernetes\n', 'golden.yaml': '- a\n' }))
		).toMatchSnapshot();
		expect(
			await faultsOf(content({ 'synonyms.yaml': '- [a, b\n', 'golden.yaml': 'a: b\na: c\n' }))
		).toMatchSnapshot();
	});
});

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
