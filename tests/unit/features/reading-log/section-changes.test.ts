import { expect, it } from 'vitest';
import { sectionChanges } from '../../../../src/lib/features/reading-log/section-changes.ts';

type Hashes = [string, string][];

it.each<[string, Hashes, Hashes, string[], string[]]>([
	['an article never seen', [], [['a', '1']], [], []],
	['nothing where all is as it was', [['a', '1']], [['a', '1']], [], []],
	[
		'what reads otherwise',
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
		'what was not there',
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
		'nothing of what is gone',
		[
			['a', '1'],
			['b', '1']
		],
		[['b', '1']],
		[],
		[]
	],
	[
		'nothing of another order',
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
		'headings of any name',
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
		'no such text as added',
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
