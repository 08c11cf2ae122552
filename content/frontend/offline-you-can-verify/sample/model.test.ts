import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeResults } from '../../../_samples/results.ts';
import { after, newLife } from '../worker-life.ts';
import { histories } from './actions.ts';
import { openBrowser } from './browser.ts';
import { RealLife, stateOf } from './real-life.ts';

describe('the figure', () => {
	it('agrees with the worker after every action, in any order', async () => {
		const counts = { histories: 0, actions: 0, mixed: 0 };
		// #region property
		const agrees = fc.asyncProperty(histories(16), async (actions) => {
			const real = new RealLife(await openBrowser());
			let life = newLife();
			counts.histories++;
			for (const next of actions) {
				life = after(life, next);
				await real.do(next, life);
				expect(await real.state()).toEqual(stateOf(life));
				counts.actions++;
				if (life.kept.length > 1) counts.mixed++;
			}
		});
		await fc.assert(agrees, { numRuns: process.env.OFFPRINT_RESULTS ? 500 : 40 });
		// #endregion
		writeResults('model.json', counts);
	}, 600_000);
});
