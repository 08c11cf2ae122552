import { screen } from '@testing-library/svelte';
import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import { markMatches } from '../../../src/lib/features/search/mark-matches.ts';

const paragraphs = 40;
/** Searching a piece of text takes half a slice. */
const msPerPiece = 4;

let page: HTMLElement;
let now: number;
const highlights = new Map<string, Set<Range>>();
const found = () => highlights.get('match')?.size ?? 0;

beforeEach(() => {
	vi.stubGlobal('Highlight', Set);
	vi.stubGlobal('CSS', { highlights });
	now = 0;
	vi.spyOn(performance, 'now').mockImplementation(() => now);
	document.body.innerHTML = `<main><div id="page"><div id="articleBody">${'<p>one word</p>'.repeat(paragraphs)}</div></div></main>`;
	page = document.getElementById('page')!;
});

afterEach(() => {
	highlights.clear();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

/** Marks every "word"; `searched` counts the pieces of text. */
function start() {
	const state = { searched: 0, leaving: new AbortController(), cleared: vi.fn() };
	const end = markMatches(
		page,
		document.getElementById('articleBody')!,
		(text) => {
			state.searched++;
			now += msPerPiece;
			return [{ start: text.indexOf('word'), end: text.length }];
		},
		state.leaving.signal,
		state.cleared
	);
	return Object.assign(state, { end });
}

/** Lets other tasks run. */
const turn = () => new Promise((next) => setTimeout(next));

describe('marks', () => {
	it('are found in slices between which the page responds, and added in batches', async () => {
		const { end } = start();
		const counts = new Set<number>();
		let turns = 0;
		let ended = false;
		void end.then(() => (ended = true));
		for (; !ended; turns++, await turn()) counts.add(found());
		expect(turns).toBeGreaterThan(paragraphs / 4);
		expect(found()).toBe(paragraphs);
		expect(counts.size).toBeLessThanOrEqual(2 + Math.log2(paragraphs));
	});

	it('are counted once all are found, and announced once', async () => {
		const { end } = start();
		await turn();
		expect(found()).toBeGreaterThan(0);
		expect(screen.queryByRole('group', { name: 'Search matches' })).toBeNull();
		await end;
		expect(screen.getByRole('button', { name: 'Clear search matches' })).toBeInTheDocument();
		const said: (string | null)[] = [];
		const region = page.querySelector('[aria-live=polite]')!;
		new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true });
		await turn();
		await turn();
		expect(said).toEqual(['40 matches']);
	});

	it('are no longer searched for when the page is left', async () => {
		const state = start();
		await turn();
		state.leaving.abort();
		const { searched } = state;
		await state.end;
		expect(searched).toBeLessThan(paragraphs);
		expect(state.searched).toBe(searched);
		expect(highlights.size).toBe(0);
		expect(page.querySelector('.match-control')).toBeNull();
	});

	it('disappear when they are cleared, and the first visible text gets the focus', async () => {
		const { end, cleared } = start();
		await end;
		const texts = [...page.querySelectorAll('p')];
		for (const [n, text] of texts.entries())
			text.getBoundingClientRect = () => new DOMRect(0, 50 * (n - 7.5), 100, 50);
		const clear = screen.getByRole('button', { name: 'Clear search matches' });
		clear.focus();
		clear.click();
		expect(highlights.size).toBe(0);
		expect(cleared).toHaveBeenCalledOnce();
		expect(texts.indexOf(document.activeElement as HTMLParagraphElement)).toBe(8);
	});
});
