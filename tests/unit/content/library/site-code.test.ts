import { join } from 'node:path';
import { expect, it } from 'vitest';
import { article, category, content, faultsOf, open, site } from './content-folder.ts';

/** A repository with content in it, whose article shows `src/url.ts`. */
const repository = (test: string) =>
	content({
		'content/site.yaml': site,
		'content/frontend/category.yaml': category,
		'content/frontend/urls/index.md': article('', '## One\n\n```ts file=/src/url.ts\n```\n'),
		'content/frontend/urls/sample/vitest.config.ts': 'export default {};\n',
		'content/frontend/urls/sample/url.test.ts': test,
		'src/view.ts': "export * from './url.ts';\n",
		'src/url.ts': 'export const url = 1;\n'
	});

it('code of the site is shown if a test of the sample imports it, directly or through others', async () => {
	const folder = join(repository("import '../../../../src/view.ts';\n"), 'content');
	expect((await open(folder)).articles[0]!.html).toContain('export const url = 1;');
});

it('code of the site that no test of the sample imports is a fault', async () => {
	const folder = join(repository('// nothing\n'), 'content');
	expect((await faultsOf(folder)).slice(1)).toEqual([
		'content/frontend/urls/index.md:10:1 no test of the sample imports src/url.ts; code of the site is shown only where it is proven'
	]);
});

it('code of the site is a fault in an article without a sample', async () => {
	const folder = content({
		'content/site.yaml': site,
		'content/backend/category.yaml': category,
		'content/backend/a.md': article('', '```ts file=/src/url.ts\n```\n'),
		'src/url.ts': 'export const url = 1;\n'
	});
	expect((await faultsOf(join(folder, 'content'))).slice(1)).toEqual([
		'content/backend/a.md:8:1 no test of the sample imports src/url.ts; code of the site is shown only where it is proven'
	]);
});
