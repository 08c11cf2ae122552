import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { annotations, jsonReport, summaryLine } from '../../../src/scripts/check-report.ts';

const file = join('content', 'backend', 'x.md');
const fault = { file, line: 3, column: 8, problem: 'level "Advance" is not a level' };
const warning = { file, line: 1, column: 3, problem: 'finds nothing' };
const summary = {
	folder: 'content',
	articles: 2,
	categories: 1,
	goldenQueries: { asked: 1, answered: 0 },
	glossary: { rows: 0, applied: 0 },
	seconds: 1.5
};

describe('the line for a person', () => {
	it('counts what there is', () => {
		expect(summaryLine(summary, 'content', 1.53)).toBe(
			'content: 2 articles in 1 category, no faults; 0 of 1 golden queries answered (1.5 s)'
		);
		const more = {
			articles: 1,
			categories: 2,
			goldenQueries: { asked: 0, answered: 0 },
			glossary: { rows: 9, applied: 4 }
		};
		expect(summaryLine(more, '../x', 0)).toBe(
			"../x: 1 article in 2 categories, no faults; 4 of the glossary's 9 rows apply (0.0 s)"
		);
	});
});

describe('the JSON of a check', () => {
	it('has faults, warnings and the summary with their numbers', () => {
		const report = jsonReport({ faults: [fault, fault], warnings: [warning], summary });
		expect(JSON.parse(report)).toEqual({
			faults: [fault, fault],
			warnings: [warning],
			summary: { ...summary, faults: 2, warnings: 1 }
		});
	});
});

describe('annotations', () => {
	const annotate = (problem: string, path = file, repository = '.') =>
		annotations({ faults: [{ ...fault, file: path, problem }], warnings: [] }, repository);

	it('are an error for each fault and a warning for each warning', () => {
		expect(annotations({ faults: [fault], warnings: [warning] }, '.').split('\n')).toEqual([
			'::error file=content/backend/x.md,line=3,col=8::level "Advance" is not a level',
			'::warning file=content/backend/x.md,line=1,col=3::finds nothing'
		]);
	});

	it('stay on one line, and escape what GitHub unescapes', () => {
		expect(annotate('100%0A\r\n::warning::b, c')).toBe(
			'::error file=content/backend/x.md,line=3,col=8::100%250A%0D%0A::warning::b, c'
		);
	});

	it('escape colons and commas in paths', () => {
		expect(annotate('x', 'a:b,c%.md')).toContain('file=a%3Ab%2Cc%25.md,line');
	});

	it('name files from the root of the repository', () => {
		expect(annotate('x', file, resolve('..'))).toMatch(/file=[^/,]+\/content\/backend\/x\.md,/);
	});
});
