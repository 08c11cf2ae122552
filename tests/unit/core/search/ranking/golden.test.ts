import { describe, expect, it } from 'vitest';
import { goldenReport } from '../../../../../src/scripts/golden-report.ts';
import type { GoldenQuery } from '../../../../../src/lib/core/article/search-rules.ts';
import { buildSearchIndex } from '../../../../../src/lib/core/search/index/build-index.ts';
import { loadSearchEngine } from '../../../../../src/lib/core/search/ranking/engine.ts';
import { findGoldenMisses } from '../../../../../src/lib/core/search/ranking/golden.ts';

const article = (slug: string, title: string, prose: string) => ({
	category: 'backend',
	slug,
	title,
	description: '',
	headings: [],
	sections: [{ id: '', heading: '', prose, code: '' }]
});

const engine = await loadSearchEngine(
	await buildSearchIndex(
		[
			article('outbox', 'The outbox', 'A relay publishes events. The relay tries again.'),
			article('relay', 'Relay', 'A switch.'),
			article('queues', 'Queues', 'Events wait in a queue for k8s to start a consumer of events.'),
			article('cluster', 'Kubernetes', 'A cluster of machines.')
		],
		'en',
		[{ typed: ['orchestrator'], also: ['k8s', 'Kubernetes'] }]
	)
);

const golden = (query: string, slug: string, within = 1): GoldenQuery => ({
	query,
	id: `backend/${slug}`,
	within,
	line: 1,
	column: 1
});

const misses = (...queries: GoldenQuery[]) => findGoldenMisses(engine, queries);

describe('a golden query', () => {
	it.each([
		['passes if its article is first', golden('relay events', 'outbox')],
		['passes if its article is within the given rank', golden('relay', 'outbox', 2)],
		['completes the last word', golden('publis', 'outbox')],
		['uses synonyms', golden('orchestrator', 'queues', 2)]
	])('%s', (_what, query) => {
		expect(misses(query)).toEqual([]);
	});

	it('fails if its article ranks too low', () => {
		expect(misses(golden('relay', 'outbox'))).toMatchObject([
			{ place: 2, wanted: { id: 'backend/outbox' }, instead: [{ id: 'backend/relay' }] }
		]);
		expect(misses(golden('events relay', 'cluster', 2))).toMatchObject([
			{ place: null, wanted: { score: 0, shares: [] }, instead: [{}, {}] }
		]);
		expect(misses(golden('xyzzy', 'relay'))).toMatchObject([{ place: null, instead: [] }]);
	});

	it('explains scores as the sum of term scores', () => {
		for (const { wanted, instead } of misses(golden('events of the orchestrator', 'cluster')))
			for (const { score, shares } of [wanted, ...instead])
				expect(shares.reduce((sum, share) => sum + share.score, 0)).toBeCloseTo(score, 9);
	});
});

describe('the golden query report', () => {
	it('shows which articles ranked higher and why', () => {
		const found = misses(
			golden('relay', 'outbox'),
			golden('events relay', 'cluster', 2),
			golden('events of the orchestrator', 'cluster'),
			golden('xyzzy', 'relay')
		);
		expect(goldenReport(found, 'content/golden.yaml').split('\n')).toMatchSnapshot();
	});
});
