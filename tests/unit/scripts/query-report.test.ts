import { describe, expect, it } from 'vitest';
import { queryReport } from '../../../src/scripts/query-report.ts';
import { buildEngine } from '../core/search/ranking/build-engine.ts';

const engine = await buildEngine([
	['outbox', 'The outbox', 'A relay publishes events. The relay tries again.'],
	['queues', 'Queues', 'Events wait in a queue.'],
	['cluster', 'Kubernetes', 'A cluster of machines.']
]);

describe('the report on a search log', () => {
	it('shows what each query finds first, and which find nothing or only by other words', () => {
		const log = 'relay events\r\nrelay events\n\nxyzzy\nkubernets clustr\nevents of xyzzy\n';
		expect(queryReport(engine, log, 'log.txt').split('\n')).toMatchSnapshot();
	});

	it('lists only what there is', () => {
		expect(queryReport(engine, 'queue', 'log.txt')).not.toContain('Nothing found');
		expect(queryReport(engine, '\n', 'log.txt')).toBe('log.txt: 0 queries');
	});
});
