import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { captureView, isViewSnapshot, restoreView } from '../../../../src/lib/features/browse/view-snapshot.ts';

const scrollTo = vi.fn();

/** A list whose cards appear when its limit is raised. */
function render(shown: number) {
	const draw = (count: number) => {
		const main = document.createElement('main');
		for (let index = 0; index < count; index++) {
			const link = document.createElement('a');
			link.href = `/backend/article-${index}/`;
			main.append(link);
		}
		document.body.replaceChildren(main);
	};
	draw(shown);
	return {
		limits: [] as number[],
		set limit(value: number) {
			this.limits.push(value);
			// As Svelte does, not before the code that raised it has run.
			queueMicrotask(() => draw(value));
		},
		get limit() {
			return document.links.length;
		}
	};
}

const link = (index: number) => document.querySelectorAll('a')[index]!;

beforeEach(() => {
	scrollTo.mockReset();
	vi.stubGlobal('scrollTo', scrollTo);
	// jsdom has no CSS.escape.
	vi.stubGlobal('CSS', { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') });
	Object.defineProperty(window, 'scrollY', { value: 840, configurable: true });
});

describe('Back', () => {
	it('restores the scroll position and the focus in cards that were rendered anew', async () => {
		const list = render(20);
		link(12).focus();
		const snapshot = captureView(list as never);
		const again = render(20);
		expect(document.activeElement).toBe(document.body);
		await restoreView(snapshot, again as never);
		expect(document.activeElement).toBe(link(12));
		expect(scrollTo).toHaveBeenCalledWith({ top: 840, behavior: 'instant' });
	});

	it('renders as many cards as before, if the focused one is not among the first', async () => {
		const list = render(200);
		link(150).focus();
		const snapshot = captureView(list as never);
		const again = render(60);
		await restoreView(snapshot, again as never);
		await tick();
		expect(again.limits).toEqual([200]);
		expect(document.activeElement).toBe(link(150));
	});

	it('renders the cards, then focuses without scrolling, then scrolls', async () => {
		const steps: string[] = [];
		const list = render(200);
		link(150).focus();
		const snapshot = captureView(list as never);
		const again = render(60);
		const focus = vi.spyOn(HTMLElement.prototype, 'focus').mockImplementation((options) => {
			steps.push(`focus among ${document.links.length}, preventScroll: ${options?.preventScroll}`);
		});
		scrollTo.mockImplementation(() => steps.push('scroll'));
		await restoreView(snapshot, again as never);
		focus.mockRestore();
		expect(steps).toEqual(['focus among 200, preventScroll: true', 'scroll']);
	});

	it('takes nothing from a snapshot of another page', () => {
		expect(isViewSnapshot({ scroll: 3 })).toBe(false);
		expect(isViewSnapshot(null)).toBe(false);
	});
});
