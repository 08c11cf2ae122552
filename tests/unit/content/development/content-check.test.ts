import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
	ContentCheck,
	type Checked
} from '../../../../src/lib/content/development/content-check.ts';
import { article, content } from '../library/content-folder.ts';

/** A check of a content folder, with what it reports. */
function createCheck(folder: string) {
	const generated = mkdtempSync(join(tmpdir(), 'offprint-check-'));
	const found: Checked[] = [];
	const failed = vi.fn();
	const indexed = vi.fn();
	const check = new ContentCheck(
		{
			library: { content: folder, base: '', today: '2026-06-01' },
			generated,
			parts: join(generated, 'parts')
		},
		{ checked: (one) => found.push(one), indexed, failed }
	);
	onTestFinished(async () => {
		await check.end();
		rmSync(generated, { recursive: true });
	});
	return {
		check,
		found,
		indexed,
		failed,
		index: () => readFileSync(join(generated, 'index.json'), 'utf8')
	};
}

describe('the check of the content during development', () => {
	it('finds reading times, and then writes the search index', async () => {
		const folder = content({ 'backend/a.md': article('', 'A xylophone.\n') });
		const { check, found, indexed, index } = createCheck(folder);
		await check.begin();
		expect(found).toEqual([{ faults: [], minutes: [[join(folder, 'backend/a.md'), 1]] }]);
		expect(indexed).toHaveBeenCalledTimes(1);
		expect(index()).toContain('xylophon');
	});

	it('finds faults in articles that no page was asked for', async () => {
		const folder = content({
			'backend/a.md': article('', 'A [link](b.md#none).\n'),
			'backend/b.md': article()
		});
		const { check, found, indexed } = createCheck(folder);
		void check.begin();
		await check.index();
		expect(found).toMatchObject([
			{
				faults: [{ file: join(folder, 'backend/a.md'), problem: expect.stringContaining('#none') }]
			}
		]);
		expect(indexed).not.toHaveBeenCalled();
	});

	it('finds only what the content is when it has begun last', async () => {
		const folder = content({ 'backend/a.md': article('', 'A xylophone.\n') });
		const { check, found, failed, index } = createCheck(folder);
		void check.begin();
		writeFileSync(join(folder, 'backend/a.md'), article('', 'A harmonica.\n'));
		void check.begin();
		await check.index();
		expect(found).toHaveLength(1);
		expect(index()).toContain('harmonica');
		expect(failed).not.toHaveBeenCalled();
	});

	it('finds nothing more once it is stopped', async () => {
		const folder = content({ 'backend/a.md': article('', 'A [link](b.md).\n') });
		const { check, found, failed } = createCheck(folder);
		const begun = check.begin();
		check.stop();
		await begun;
		expect(found).toEqual([]);
		expect(failed).not.toHaveBeenCalled();
		await check.begin();
		expect(found).toMatchObject([
			{ faults: [{ problem: expect.stringContaining('leads nowhere') }] }
		]);
	});

	it('lets a search wait for the index after an edit', async () => {
		const folder = content({ 'backend/a.md': article('', 'A xylophone.\n') });
		const { check, index } = createCheck(folder);
		await check.begin();
		writeFileSync(join(folder, 'backend/a.md'), article('', 'A harmonica.\n'));
		void check.begin();
		expect(index()).toContain('xylophon');
		await check.index();
		expect(index()).toContain('harmonica');
	});
});
