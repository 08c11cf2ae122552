import fc from 'fast-check';
import type { Action, Place } from '../worker-life.ts';

const tab = fc.constantFrom('1', '1', '2', '2', '3');
const place = fc.constantFrom<Place>('home', 'article');
const on = fc.constantFrom(true, true, false);

/** Any action, possible or not. */
const single = fc.oneof(
	fc.constantFrom<Action>({ do: 'open' }, { do: 'finish' }, { do: 'deploy' }, { do: 'save' }),
	fc.record({ do: fc.constant('visit' as const), tab, place }),
	fc.record({ do: fc.constantFrom('script', 'accept', 'close'), tab }),
	fc.record({ do: fc.constant('online' as const), on }),
	fc.record({ do: fc.constantFrom('incomplete', 'skipWaiting'), on: on.map((is) => !is) })
) as fc.Arbitrary<Action>;

/** A deployment that a tab finds and that is installed; by single actions it would be rare. */
const update = fc
	.record({ tab, place })
	.map((visit): Action[] => [{ do: 'deploy' }, { do: 'visit', ...visit }, { do: 'finish' }]);

export const firstVisit: Action[] = [{ do: 'open' }, { do: 'finish' }];

/** What happens to one browser, in any order. */
export const histories = (maxParts: number): fc.Arbitrary<Action[]> =>
	fc
		.array(
			fc.oneof(
				{ weight: 4, arbitrary: single.map((action) => [action]) },
				{ weight: 1, arbitrary: update }
			),
			{ minLength: 4, maxLength: maxParts }
		)
		.chain((parts) => fc.constantFrom([], firstVisit).map((first) => [...first, ...parts.flat()]));
