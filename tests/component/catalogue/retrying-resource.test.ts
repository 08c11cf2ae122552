import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RetryingResource } from '../../../src/lib/features/catalogue/retrying-resource.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const failing = () => Promise.reject(new Error('no network'));

describe('a resource that is fetched on demand', () => {
	it('is fetched once, however often it is requested', async () => {
		const fetch = vi.fn(() => Promise.resolve('cards'));
		const source = new RetryingResource(fetch);
		expect(source.waiting).toBe(true);
		await Promise.all([source.load(), source.load()]);
		expect(source.value).toBe('cards');
		expect(source.status).toBe('ready');
		expect(fetch).toHaveBeenCalledOnce();
	});

	it('is not fetched more often by further requests after a failure', async () => {
		const fetch = vi.fn(failing);
		const source = new RetryingResource(fetch);
		await source.load();
		for (let letter = 0; letter < 10; letter++) await source.load();
		expect(fetch).toHaveBeenCalledOnce();
		expect(source.status).toBe('failed');
	});

	it('is fetched again after growing delays, and is failed until then, not loading', async () => {
		const fetch = vi.fn<() => Promise<string>>(failing);
		const source = new RetryingResource(fetch);
		await source.load();
		const counts: number[] = [];
		for (let seconds = 0; seconds < 40; seconds += 5) {
			await vi.advanceTimersByTimeAsync(5000);
			expect(source.waiting).toBe(false);
			counts.push(fetch.mock.calls.length);
		}
		expect(counts).toEqual([2, 2, 3, 3, 3, 3, 4, 4]);
		fetch.mockResolvedValue('index');
		await vi.advanceTimersByTimeAsync(40_000);
		expect(source.value).toBe('index');
		expect(source.status).toBe('ready');
	});

	it('is fetched every ten minutes in the end, as long as the page is open', async () => {
		const fetch = vi.fn<() => Promise<string>>(failing);
		const source = new RetryingResource(fetch);
		await source.load();
		for (let wake = 0; wake < 40; wake++) {
			dispatchEvent(new Event('online'));
			await vi.advanceTimersByTimeAsync(0);
		}
		const before = fetch.mock.calls.length;
		await vi.advanceTimersByTimeAsync(3_600_000);
		expect(fetch.mock.calls.length - before).toBe(6);
	});

	it('is fetched again when the network returns, and then no more', async () => {
		const fetch = vi.fn<() => Promise<string>>(failing);
		const source = new RetryingResource(fetch);
		await source.load();
		fetch.mockResolvedValue('index');
		dispatchEvent(new Event('online'));
		await vi.advanceTimersByTimeAsync(0);
		expect(source.status).toBe('ready');
		dispatchEvent(new Event('online'));
		await vi.advanceTimersByTimeAsync(100_000);
		expect(fetch).toHaveBeenCalledTimes(2);
	});
});
