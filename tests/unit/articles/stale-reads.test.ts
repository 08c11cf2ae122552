import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
	asPercent,
	asSeconds,
	staleAfterWrite,
	staleShares
} from '../../../content/backend/event-driven-cache-invalidation/stale-reads.ts';

interface Window {
	medianMs: number;
	maxMs: number;
}
const measured = JSON.parse(
	readFileSync(
		'content/backend/event-driven-cache-invalidation/sample/results/windows.json',
		'utf8'
	)
) as { lifetimeMs: number; oneLayer: Window; events: Window };

const load = {
	ttlSeconds: 60,
	writesPerMinute: 0.1,
	readsPerSecond: 1000,
	delayMs: 5,
	lost: 0
};

describe('the share of stale reads', () => {
	it('under a TTL is one in twenty, as in the article', () => {
		expect(staleShares(load).ttl).toBeCloseTo(0.05, 4);
		expect(staleShares({ ...load, ttlSeconds: 30 }).ttl).toBeCloseTo(0.025, 4);
	});

	it('approaches all reads, and never exceeds them, with ever more writes', () => {
		expect(staleShares({ ...load, writesPerMinute: 1 }).ttl).toBeCloseTo(0.5, 3);
		expect(staleShares({ ...load, writesPerMinute: 2 }).ttl).toBeCloseTo(0.75, 3);
		expect(staleShares({ ...load, writesPerMinute: 1000 }).ttl).toBeCloseTo(0.9995, 3);
		expect(staleShares({ ...load, writesPerMinute: 6000, delayMs: 1000 }).events).toBe(1);
	});

	it('under events is their delay, and all reads after a lost one', () => {
		expect(staleShares(load).events).toBeCloseTo(0.005 / 600, 9);
		expect(staleShares({ ...load, lost: 0.25 }).events).toBeCloseTo(0.25, 4);
	});

	it('under both is bounded by the TTL when events are lost', () => {
		const { ttl, both } = staleShares({ ...load, lost: 1 });
		expect(both).toBeCloseTo(ttl, 12);
		expect(staleShares({ ...load, lost: 0.01 }).both).toBeCloseTo(0.01 * ttl, 4);
	});

	it('falls if most reads find the entry expired', () =>
		expect(staleShares({ ...load, readsPerSecond: 1 / 60 }).ttl).toBeCloseTo(0.025, 9));

	it('is zero without writes', () =>
		expect(staleShares({ ...load, writesPerMinute: 0 })).toEqual({ ttl: 0, events: 0, both: 0 }));
});

describe('the sample’s measurement', () => {
	it('under a TTL fits windows spread evenly over a lifetime', () => {
		const { lifetimeMs, oneLayer } = measured;
		const predicted = staleAfterWrite(Infinity, lifetimeMs);
		// Three standard deviations of the median of 60 keys are a fifth of the TTL.
		expect(Math.abs(oneLayer.medianMs - predicted)).toBeLessThan(0.2 * lifetimeMs);
		expect(oneLayer.maxMs).toBeLessThanOrEqual(lifetimeMs * 1.05);
	});

	it('under events is about the delay that the figure starts with', () => {
		const { lifetimeMs, events } = measured;
		// Milliseconds: 3 to 5, by how busy the machine was.
		expect(Math.abs(events.medianMs - 5)).toBeLessThan(2.5);
		expect(staleAfterWrite(events.maxMs, lifetimeMs)).toBeLessThan(
			staleAfterWrite(Infinity, lifetimeMs) / 2
		);
	});
});

it.each([
	[0.05, '5 %'],
	[0.000508, '0.051 %'],
	[1e-8, 'under 0.0001 %'],
	[0, '0 %']
])('a share of %s is %s', (share, words) => expect(asPercent(share)).toBe(words));

it.each([
	[10, '10 s'],
	[90, '90 s'],
	[300, '5 min'],
	[3600, '1 h']
])('%s seconds are %s', (seconds, words) => expect(asSeconds(seconds)).toBe(words));
