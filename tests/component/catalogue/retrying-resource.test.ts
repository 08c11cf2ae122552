import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RetryingResource } from '../../../src/lib/features/catalogue/retrying-resource.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const failing = () => Promise.reject(new Error('no network'));

describe('what is fetched when it is wanted', () => {
	it('is fetched once, however often it is asked for', async () => {
		const fetch = vi.fn(() => Promise.resolve('cards'));
		const source = new RetryingResource(fetch);
		expect(source.waiting).toBe(true);
		await Promise.all([source.load(), source.load()]);
		expect(source.value).toBe('cards');
		expect(source.status).toBe('ready');
		expect(fetch).toHaveBeenCalledOnce();
	});

	it('is asked for no more often for being wanted again while it cannot be had', async () => {
		const fetch = vi.fn(failing);
		const source = new RetryingResource(fetch);
		await source.load();
		for (let letter = 0; letter < 10; letter++) await source.load();
		expect(fetch).toHaveBeenCalledOnce();
		expect(source.status).toBe('failed');
	});

	it('is tried again after pauses that grow, and is failed meanwhile, not on its way', async () => {
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

	it('is tried every ten minutes at last, for as long as its page is open', async () => {
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

	it('is tried again when the network comes back, and then no more', async () => {
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
