import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, afterAll, newLife, type Action, type Life } from '../worker-life.ts';
import { firstVisit, histories } from './actions.ts';

/** Calls back for every step of many histories. */
const eachStep = (
	check: (before: Life, action: Action, now: Life, history: Life[]) => void,
	actions = histories(30)
) =>
	fc.assert(
		fc.property(actions, (all) => {
			const history = [newLife()];
			for (const next of all) {
				const before = history.at(-1)!;
				const now = after(before, next);
				check(before, next, now, history);
				history.push(now);
			}
		}),
		{ numRuns: 3000 }
	);

const isPatient = ({ do: what }: Action) => what !== 'skipWaiting' && what !== 'accept';

describe('in any history,', () => {
	// #region alone
	it('no version takes over while two tabs are open, unless asked to', () => {
		const patient = histories(30).map((actions) => actions.filter(isPatient));
		eachStep((before, action, now) => {
			if (!before.active || before.active === now.active) return;
			const moving = 'tab' in action ? action.tab : null;
			// An error page of the browser is no page of this site.
			const others = before.tabs.filter(({ id, build }) => build && id !== moving);
			expect(others).toEqual([]);
		}, patient);
	});
	// #endregion

	it('a page of the active build loses its scripts only after two versions have taken over', () => {
		eachStep((_before, next, now, history) => {
			if (next.do !== 'script') return;
			const tab = now.tabs.find(({ id }) => id === next.tab);
			if (tab?.script !== 'missing') return;
			const loaded = history.findIndex(({ tabs }) =>
				tabs.some(({ id, visits }) => id === tab.id && visits === tab.visits)
			);
			if (history[loaded]!.active !== tab.build) return;
			const versions = new Set(history.slice(loaded).map(({ active }) => active));
			expect(versions.size).toBeGreaterThan(2);
		});
	});

	it('a page of the next build may lose them, if that build never becomes active', () => {
		const { tabs } = afterAll([
			...firstVisit,
			{ do: 'deploy' },
			{ do: 'visit', tab: '1', place: 'article' },
			{ do: 'finish' },
			{ do: 'open' },
			{ do: 'deploy' },
			{ do: 'visit', tab: '2', place: 'home' },
			{ do: 'finish' },
			{ do: 'accept', tab: '2' },
			{ do: 'script', tab: '1' }
		]);
		expect(tabs[0]).toMatchObject({ build: 'B', script: 'missing' });
	});

	it('a saved article opens offline with its scripts, once its build has been active', () => {
		eachStep((_before, _action, now, history) => {
			const { saved } = now;
			if (!saved || !now.active) return;
			const wasActive = history.some(
				(life) => life.active === saved && life.saved === saved
			);
			if (!wasActive) return;
			const end = afterAll(
				[
					{ do: 'online', on: false },
					{ do: 'open' },
					{ do: 'visit', tab: String(now.lastTab + 1), place: 'article' },
					{ do: 'script', tab: String(now.lastTab + 1) }
				],
				now
			);
			expect(end.tabs.at(-1)).toMatchObject({ shows: 'article', script: 'device' });
		});
	});

	it('a page under a worker is never the browser’s own error', () => {
		eachStep((_before, _action, { tabs, active }) => {
			const broken = tabs.filter(({ shows }) => shows === 'error page of the browser');
			if (active) expect(broken.filter(({ isControlled }) => isControlled)).toEqual([]);
		});
	});
});
