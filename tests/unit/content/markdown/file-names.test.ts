import { describe, expect, it } from 'vitest';
import { dotPng, renderFile } from './render-file.ts';

const faultsOf = async (markdown: string, files: Record<string, string | Buffer>) =>
	(await renderFile(markdown, files)).faults.map(({ problem }) => problem);

const addresses = (html: string) =>
	[...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, url]) =>
		url!.replaceAll('&#x26;', '&').replaceAll('&#x27;', "'")
	);

const unservable = 'holds a character (#, ? or \\) that cannot be served; rename the file';

describe('files of any name', () => {
	it.each([
		['100%.png', '100%.png', '100%25.png'],
		['a%20b.png', 'a%2520b.png', 'a%2520b.png'],
		['café.png', 'café.png', 'caf%C3%A9.png'],
		['図 2.png', '<図 2.png>', '%E5%9B%B3%202.png'],
		['a&b;c=d.png', 'a&b;c=d.png', 'a%26b%3Bc%3Dd.png'],
		['it\'s "quoted".png', '<it\'s "quoted".png>', "it's%20%22quoted%22.png"],
		['parts/[1] (a).png', '<parts/[1] (a).png>', 'parts/%5B1%5D%20(a).png']
	])('%s can be shown and linked as %s', async (name, written, encoded) => {
		const { html, faults, assets } = await renderFile(`![A](${written}) [B](${written})`, {
			[name]: dotPng
		});
		expect(faults).toEqual([]);
		expect(addresses(html)).toEqual(Array(2).fill(`/x/backend/ids/${encoded}`));
		expect(assets).toEqual([name]);
	});

	it.each([
		['.hidden.png', 'begins with a dot, which hosts hide; rename the file'],
		['.parts/a.png', 'begins with a dot, which hosts hide; rename the file'],
		['LICENSE', 'has no file extension, which its address needs; rename the file'],
		['notes.größe', 'has no file extension, which its address needs; rename the file'],
		['index.html', 'would take the place of a page; rename the file'],
		[
			'preview.png',
			'would take the place of the preview image that the build draws; rename the file'
		],
		['a\\b.png', unservable],
		['f# notes.png', unservable],
		['what?.png', unservable]
	])('%s is a fault, because it could not be opened', async (name, problem) => {
		expect(await faultsOf(`[A](<${encodeURIComponent(name)}>)`, { [name]: 'x' })).toEqual([
			`file "${name}" ${problem}`
		]);
	});

	it('are checked for images too', async () => {
		expect(await faultsOf('![A](.b.png)', { '.b.png': dotPng })).toEqual([
			'image ".b.png" begins with a dot, which hosts hide; rename the file'
		]);
	});
});

describe('an address of an image', () => {
	it.each([
		['dots.png?raw=true', 'dots.png'],
		['./parts/../dots.png', 'dots.png'],
		['dots.png#layer', 'dots.png#layer']
	])(
		'may have a query, which a file does not read, and a fragment: %s',
		async (written, address) => {
			const { html, faults } = await renderFile(`![A](${written})`, {
				'dots.png': dotPng,
				'dots#.png': dotPng
			});
			expect(faults).toEqual([]);
			expect(addresses(html)).toEqual([`/x/backend/ids/${address}`]);
		}
	);

	it.each(['../dots.png', './../dots.png', '/dots.png', 'parts/../../dots.png', '%2e%2e/dots.png'])(
		'stays in the folder of the article: %s',
		async (written) => {
			const files = { '../dots.png': dotPng, '/dots.png': dotPng, 'dots.png': dotPng };
			expect(await faultsOf(`![A](${written})`, files)).toEqual([
				expect.stringContaining('does not exist')
			]);
		}
	);
});

describe('query and fragment of a link', () => {
	it.each([
		['plan.pdf#page=2', '/x/backend/ids/plan.pdf#page=2'],
		['plan.pdf?v=2#page=3', '/x/backend/ids/plan.pdf?v=2#page=3'],
		['../outbox/index.md?from=ids#why', '/x/backend/outbox/?from=ids#why'],
		['../outbox/index.md?from=ids', '/x/backend/outbox/?from=ids'],
		['sample/a.cs?x=1#L4', '/x/backend/ids/sample/a.cs/?x=1#L4'],
		['/backend?tag=sql#top', '/x/backend/?tag=sql#top'],
		['#here', '#here']
	])('are kept in %s', async (written, address) => {
		const { html, faults } = await renderFile(`## Here\n\n[A](${written})`, {
			'plan.pdf': 'x',
			'sample/a.cs': 'x'
		});
		expect(faults).toEqual([]);
		expect(addresses(html).at(-1)).toBe(address);
	});

	it('of a link to an article are checked against its headings', async () => {
		const { links } = await renderFile('[A](../outbox/index.md?x=1#why)');
		expect(links).toMatchObject([{ path: '/backend/outbox/', anchor: 'why' }]);
	});
});
