import { describe, expect, it } from 'vitest';
import {
	buildReport,
	progressLine,
	type BuildFacts
} from '../../../../src/scripts/build/build-report.ts';

const article = (id: string, ms: number, isCached = false) => ({
	...{ id, ms, isCached },
	...{ total: 5, done: 1 }
});

const facts: BuildFacts = {
	folder: 'build',
	seconds: 12.345,
	pages: 120,
	articles: 5,
	categories: 1,
	tags: 12,
	indexBytes: 234_567,
	catalogueBytes: 999,
	precache: { files: 42, bytes: 999_949 },
	offline: { files: 1, bytes: 999_950 },
	site: { files: 300, bytes: 12_345_678 },
	rendered: [
		article('backend/fast', 20),
		article('backend/slowest', 1234),
		article('backend/cached', 5000, true),
		article('backend/slow', 900),
		article('backend/third', 100)
	]
};

describe('the report of a build', () => {
	it('has about a dozen lines, with the slowest articles that were rendered', () => {
		expect(buildReport(facts)).toMatchInlineSnapshot(`
			"Built build in 12.3 s
			  Pages              120
			  Articles           5 in 1 category, 12 tags
			  Search index       234.6 kB
			  Catalogue          999 B
			  Offline, at once   42 files, 999.9 kB
			  Offline, if saved  1 file, 1.0 MB
			  Whole site         300 files, 12.3 MB
			  Rendered           4 articles, 1 from the cache
			  Slowest            1.23 s backend/slowest
			                     0.90 s backend/slow
			                     0.10 s backend/third"
		`);
	});

	it('names no slowest article if all came from the cache', () => {
		const report = buildReport({ ...facts, rendered: [article('backend/cached', 5, true)] });
		expect(report).not.toContain('Slowest');
		expect(report).toContain('0 articles, 1 from the cache');
	});
});

describe('the progress line', () => {
	it.each([
		[0, '░'.repeat(24)],
		[0.5, '█'.repeat(12) + '░'.repeat(12)],
		[1, '█'.repeat(24)],
		[7, '█'.repeat(24)]
	])('fills its bar: %d', (fraction, bar) => {
		expect(progressLine(fraction, 'Bundling', 80)).toBe(`${bar} Bundling`);
	});

	it.each([0, 10, 31, 40, 200])('never breaks on a terminal of %d columns', (columns) => {
		const line = progressLine(0.3, 'Rendering articles: 3 of 9, backend/a-long-name', columns);
		expect(line.length).toBeLessThanOrEqual(Math.max(0, columns - 1));
	});
});
