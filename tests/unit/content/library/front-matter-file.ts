import { parseArticle } from '../../../../src/lib/content/library/front-matter.ts';

export const valid = {
	title: 'The Transactional Outbox',
	description: 'State and event are committed together, or neither is.',
	level: 'Advanced',
	published: '2026-01-31'
};

export const file = (keys: Record<string, string | undefined>) =>
	`---\n${Object.entries({ ...valid, ...keys })
		.filter(([, value]) => value !== undefined)
		.map(([key, value]) => `${key}: ${value}`)
		.join('\n')}\n---\n\nBody.\n`;

export const faultsOf = (source: string) =>
	parseArticle(source).faults.map(({ line, column, problem }) => `${line}:${column} ${problem}`);
