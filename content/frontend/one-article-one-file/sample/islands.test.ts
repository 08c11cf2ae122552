import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { mountIslands } from '../../../../src/lib/features/article/deferred-islands.ts';

/** jsdom lays nothing out, so a test says what comes near the window. */
class Observer {
	static last: Observer;
	observed = new Set<Element>();
	margin: string | undefined;
	#report: (entries: { isIntersecting: boolean; target: Element }[]) => void;

	constructor(report: never, { rootMargin }: { rootMargin?: string } = {}) {
		this.#report = report;
		this.margin = rootMargin;
		Observer.last = this;
	}
	observe = (target: Element) => void this.observed.add(target);
	unobserve = (target: Element) => void this.observed.delete(target);
	disconnect = () => this.observed.clear();
	comesNear(target: Element) {
		this.#report([{ isIntersecting: true, target }]);
	}
}

/** The first import of a component takes a while. */
const soon = { timeout: 10_000 };

let body: HTMLElement;
let leaving: AbortController;
const errors = vi.fn();
const island = (name = 'Counter', props: object = { start: 3 }) =>
	`<div data-island="frontend/article/${name}.svelte" data-props='${JSON.stringify(props)}'><button>3 clicks</button></div>`;

function open(html: string) {
	body = document.createElement('div');
	body.innerHTML = html;
	document.body.replaceChildren(body);
	leaving = new AbortController();
	mountIslands(body, new Map(), leaving.signal);
	return [...body.querySelectorAll('[data-island]')];
}

beforeEach(() => {
	vi.stubGlobal('IntersectionObserver', Observer);
	vi.stubGlobal('reportError', errors);
	errors.mockClear();
});

describe('an island', () => {
	it('is what the build rendered until it comes near the window', async () => {
		const [near, far] = open(`${island('Counter', { start: 1 })}<p>Text</p>${island()}`);
		expect(Observer.last.margin).toBe('100% 0px');
		const prerendered = far!.firstChild;
		Observer.last.comesNear(near!);
		await vi.waitFor(() => expect(near!.textContent).toBe('1 clicks'), soon);
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(far!.firstChild).toBe(prerendered);
		Observer.last.comesNear(far!);
		await vi.waitFor(() => expect(far!.firstChild).not.toBe(prerendered), soon);
	});

	it('responds once it is mounted, with the props of the article', async () => {
		const [target] = open(island('Counter', { start: 41 }));
		Observer.last.comesNear(target!);
		await vi.waitFor(() => expect(target!.textContent).toBe('41 clicks'), soon);
		target!.querySelector('button')!.click();
		flushSync();
		expect(target!.textContent).toBe('42 clicks');
	});

	it('leaves the text around it alone', async () => {
		const [target] = open(`<p>Before</p>${island('Counter', { start: 7 })}<p>After <em>it</em></p>`);
		const around = [...body.querySelectorAll('p, em')];
		Observer.last.comesNear(target!);
		await vi.waitFor(() => expect(target!.textContent).toBe('7 clicks'), soon);
		const after = [...body.querySelectorAll('p, em')];
		expect(after).toHaveLength(3);
		expect(after.every((node, at) => node === around[at])).toBe(true);
	});

	it('stays as rendered if its component fails', async () => {
		const [target] = open(island('Broken', {}));
		const prerendered = target!.firstChild;
		Observer.last.comesNear(target!);
		await vi.waitFor(() => expect(errors).toHaveBeenCalledOnce(), soon);
		expect(target!.firstChild).toBe(prerendered);
	});

	it.each([
		['cannot be loaded', 'Unloadable'],
		['is gone', 'Gone']
	])('stays as rendered if its code %s', async (_, name) => {
		const [target] = open(island(name));
		const prerendered = target!.firstChild;
		Observer.last.comesNear(target!);
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect(target!.firstChild).toBe(prerendered);
		expect(errors).not.toHaveBeenCalled();
	});

	it('is unmounted when the reader leaves the article', async () => {
		const left = vi.fn();
		addEventListener('counterleft', left);
		const [target] = open(island('Counter', { start: 7 }));
		Observer.last.comesNear(target!);
		await vi.waitFor(() => expect(target!.textContent).toBe('7 clicks'), soon);
		flushSync();
		leaving.abort();
		await vi.waitFor(() => expect(left).toHaveBeenCalledOnce(), soon);
		expect(Observer.last.observed.size).toBe(0);
	});
});
