import { describe, expect, it } from 'vitest';
import { article, content, faultsOf, open } from './content-folder.ts';

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
