import { expect, it } from 'vitest';
import { sectionChanges } from '../../../../src/lib/features/reading-log/section-changes.ts';

type Hashes = [string, string][];

it.each<[string, Hashes, Hashes, string[], string[]]>([
	['nothing of an article that was never seen', [], [['a', '1']], [], []],
	['nothing if nothing has changed', [['a', '1']], [['a', '1']], [], []],
	[
		'sections with another text',
		[
			['a', '1'],
			['b', '1']
		],
		[
			['a', '2'],
			['b', '1']
		],
		['a'],
		[]
	],
	[
		'new sections',
		[['a', '1']],
		[
			['b', '1'],
			['a', '1'],
			['c', '1']
		],
		[],
		['b', 'c']
	],
	[
		'no removed sections',
		[
			['a', '1'],
			['b', '1']
		],
		[['b', '1']],
		[],
		[]
	],
	[
		'no sections that were moved',
		[
			['a', '1'],
			['b', '2']
		],
		[
			['b', '2'],
			['a', '1']
		],
		[],
		[]
	],
	[
		'headings with any id',
		[['__proto__', '1']],
		[
			['__proto__', '2'],
			['constructor', '1']
		],
		['__proto__'],
		['constructor']
	],
	['the text before the first heading', [['', '1']], [['', '2']], [''], []],
	[
		'but not that text as an added section',
		[['a', '1']],
		[
			['', '1'],
			['a', '1']
		],
		[],
		[]
	]
])('the changes include %s', (_what, before, now, changed, added) => {
	const seen = new Map(before.map(([id, value]) => [id, { at: 1, value }]));
	expect(sectionChanges(seen, new Map(now))).toEqual({ changed, added });
});
