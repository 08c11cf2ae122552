import type { Page } from 'playwright-core';

/** Sums layout shifts from now on, including those right after input; runs in the page. */
export function recordShifts() {
	const record = { shifts: 0 };
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries())
			record.shifts += (entry as unknown as { value: number }).value;
	}).observe({ type: 'layout-shift' });
	Object.assign(window, { record });
}

export const shifts = (page: Page) =>
	page.evaluate(() => (window as unknown as { record: { shifts: number } }).record.shifts);
