import { describe, expect, it } from 'vitest';
import { readBundleSources } from '../../../../src/lib/content/library/bundle-sources.ts';
import { article, content } from './content-folder.ts';

const read = (folder: string, drafts = false) =>
	readBundleSources({ content: folder, base: '', today: '2026-06-01', drafts });

const figure = '<script>\n\timport Figure from "./Figure.svelte";\n</script>\n\n<Figure />\n';

describe('what the bundle is made from', () => {
	it('is the same after an edit of an article in Markdown, and another after one in Svelte', async () => {
		const files = {
			'backend/a.md': article(),
			'backend/b/index.svx': article('', figure),
			'backend/b/Figure.svelte': '<p>A figure</p>'
		};
		const before = await read(content(files));
		const { folder, ...component } = before!.components[0]!;
		expect(component).toMatchObject({
			id: 'backend/b',
			source: expect.stringContaining('<Figure')
		});
		expect(folder).toMatch(/backend\/b$/);
		const sourcesOf = async (changed: Record<string, string>) => {
			const { site, components } = (await read(content({ ...files, ...changed })))!;
			return { site, sources: components.map(({ source }) => source) };
		};
		const same = { site: before!.site, sources: [component.source] };
		expect(await sourcesOf({ 'backend/a.md': article('', 'Edited.\n') })).toEqual(same);
		expect(
			await sourcesOf({ 'backend/b/index.svx': article('', `${figure}\nEdited.\n`) })
		).not.toEqual(same);
	});

	it('has the title of the page about the site, and drafts only if asked for', async () => {
		const folder = content({
			'about.md':
				'---\ntitle: Who we are\ndescription: A description of thirty letters.\n---\n\nWe.\n',
			'backend/b.svx': article('draft: true\n')
		});
		expect((await read(folder))!.site.about).toBe('Who we are');
		expect((await read(folder))!.components).toEqual([]);
		expect((await read(folder, true))!.components).toHaveLength(1);
	});

	it('leaves out what has faults', async () => {
		const folder = content({
			'backend/b.svx': article('level: none\n'),
			'backend/c.svx': article()
		});
		expect((await read(folder))!.components.map(({ id }) => id)).toEqual(['backend/c']);
		expect(await read(content({ 'site.yaml': 'title: A\n' }))).toBeNull();
	});
});
