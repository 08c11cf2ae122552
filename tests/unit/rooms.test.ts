import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

let eslint: ESLint;
beforeAll(() => {
	eslint = new ESLint({ overrideConfigFile: '.eslint.config.ts' });
});

/** Whether the lint rule lets a file of a room say `import … from source`. */
async function admits(room: string, statement: string): Promise<boolean> {
	const [result] = await eslint.lintText(`${statement}\n`, {
		filePath: `src/lib/${room}/some-file.ts`
	});
	expect(result!.fatalErrorCount, statement).toBe(0);
	return !result!.messages.some(({ ruleId }) => ruleId?.endsWith('no-restricted-imports'));
}

const rooms = [
	'article',
	'markdown',
	'library',
	'search',
	'filter',
	'offline',
	'reader',
	'reading',
	'state',
	'ui'
];

/** What each room stands on: data runs one way. */
const below: Record<string, readonly string[]> = {
	article: [],
	markdown: ['article'],
	library: ['article', 'markdown'],
	search: ['article'],
	filter: ['article'],
	offline: [],
	reader: ['article'],
	reading: ['article'],
	state: ['article', 'search', 'filter', 'reader', 'offline'],
	ui: []
};

describe.each(rooms)('a file of lib/%s', (room) => {
	it('imports from the rooms below it, and from no other', async () => {
		const admitted = [];
		for (const other of rooms.filter((name) => name !== room)) {
			const relative = await admits(room, `import { a } from '../${other}/b.ts';`);
			const absolute = await admits(room, `export { a } from '$lib/${other}/b';`);
			expect(relative || !absolute, `${other}, by $lib`).toBe(true);
			if (relative) admitted.push(other);
		}
		expect(admitted.sort()).toEqual([...below[room]!].sort());
		expect(await admits(room, `import { a } from './other.ts';`)).toBe(true);
	});

	it('knows no router', async () => {
		expect(await admits(room, `import { page } from '$app/state';`)).toBe(false);
	});
});

describe.each(['article', 'search', 'filter'])('lib/%s, which runs everywhere,', (room) => {
	it.each(['svelte', 'svelte/reactivity', '$app/paths', 'node:fs', '$env/static/public'])(
		'does not import %s',
		async (source) => {
			expect(await admits(room, `import * as a from '${source}';`)).toBe(false);
		}
	);
});

describe('lib/ui', () => {
	it('takes types from elsewhere', async () => {
		expect(await admits('ui', `import type { A } from '../article/article.ts';`)).toBe(true);
	});
});
