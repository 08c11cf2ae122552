import { beforeEach, expect, it, vi } from 'vitest';
import type { NamedBuild } from '$lib/core/article/named-build.ts';

type PageDocument = typeof import('$lib/ui/dom/page-document.ts');
let page: PageDocument;

const named: NamedBuild = { build: 'x', catalogue: '/c.json', index: '/i.json' };
const listTag =
	'<meta name="bundle" content="one" data-build="x" data-catalogue="/c.json" data-index="/i.json">';

/** Opens a page in a new tab. */
async function open(head: string) {
	vi.resetModules();
	document.head.innerHTML = head;
	page = await import('$lib/ui/dom/page-document.ts');
}

beforeEach(() => open('<meta name="bundle" content="one">'));

it('the build of a tab is the one that its first page names', async () => {
	await open(listTag);
	const fetchBuild = vi.fn();
	expect({ ...(await page.openBuild(fetchBuild)) }).toEqual(named);
	expect(fetchBuild).not.toHaveBeenCalled();
});

it('an article names none: the file of its bundle does, and is fetched once', async () => {
	const fetchBuild = vi.fn(() => Promise.resolve(named));
	expect(page.buildOf(document)).toBeUndefined();
	expect(await Promise.all([page.openBuild(fetchBuild), page.openBuild(fetchBuild)])).toEqual([
		named,
		named
	]);
	expect(fetchBuild.mock.calls).toEqual([['build.one.json']]);
});

it('a file that could not be fetched is fetched again when it is needed', async () => {
	await expect(page.openBuild(() => Promise.reject(new Error('offline')))).rejects.toThrow();
	expect(await page.openBuild(() => Promise.resolve(named))).toEqual(named);
});
