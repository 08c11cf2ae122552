import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Thread } from '../../../../src/lib/content/cache/thread.ts';
import {
	RenderCache,
	type Page,
	type TimedPage
} from '../../../../src/lib/content/library/render-cache.ts';
import { renderPages } from '../../../../src/lib/content/library/render-pages.ts';

/** Holds no files. Always the same, so that each run replaces what the last one kept. */
const folder = join(tmpdir(), 'offprint-pages');

const page = (name: string): Page => ({
	file: {
		kind: 'md',
		page: `/notes/${name}/`,
		path: join(folder, `${name}.md`),
		base: folder,
		repository: '..',
		hasSample: false
	},
	source: `## ${name}\n\nSee [the next one](next.md).\n\n\`\`\`ts\nconst name = '${name}';\n\`\`\`\n`
});
const names = Array.from({ length: 90 }, (_, n) => `page-${n}`);
const pages = names.map(page);
const settings = { base: '', checkOnly: false, pages: pages.map(({ file }) => file) };

describe('pages rendered on all processors', () => {
	it('are each rendered once, and are in the cache afterwards', async () => {
		const cache = new RenderCache(settings);
		const found = new Map<string, string>();
		const add = ({ file }: Page, { rendered }: TimedPage) => {
			expect(found.has(file.page)).toBe(false);
			found.set(file.page, rendered.html);
		};
		await renderPages(pages, cache, add, 1);
		expect(found.size).toBe(pages.length);
		for (const one of pages) {
			expect(found.get(one.file.page)).toContain(one.file.page.split('/')[2]);
			expect(cache.find(one)?.html).toBe(found.get(one.file.page));
		}
	});
});

describe('a worker', () => {
	it('renders as this thread does, faults included, until it ends', async () => {
		const worker = await Thread.start<Page, TimedPage>('render-worker', { workerData: settings });
		const one = page('alone');
		const { rendered, ms } = await worker.ask(one);
		expect(rendered).toEqual((await new RenderCache(settings).render(one)).rendered);
		expect(rendered.faults).toHaveLength(1);
		expect(ms).toBeGreaterThan(0);
		// The thread may answer the first of them before it ends.
		const late = Array.from({ length: 50 }, (_, number) => worker.ask(page(`late-${number}`)));
		const answers = Promise.allSettled(late);
		await worker.end();
		expect((await answers).at(-1)).toMatchObject({
			status: 'rejected',
			reason: { message: 'The thread has ended' }
		});
		await expect(worker.ask(page('later'))).rejects.toThrow('The thread has ended');
	});
});
