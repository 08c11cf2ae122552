import { describe, expect, it } from 'vitest';
import { render, textOf } from './render-sample.ts';

describe('code of the site', () => {
	it('is shown by its path from the repository’s root', async () => {
		const read = (path: string) =>
			path === '../../../src/url.ts'
				? Buffer.from('const a = 1;\n// #region write\nconst b = 2;\n// #endregion\n')
				: null;
		const {
			html: markup,
			siteCode,
			faults
		} = await render('Text.\n\n```ts file=/src/url.ts region=write\n```', { read });
		expect(faults).toEqual([]);
		expect(textOf(markup)).toContain('src/url.tsconst b = 2;');
		expect(markup).toContain('<a href="/x/backend/ids/sample/src/url.ts/#L3">src/url.ts</a>');
		expect(siteCode).toEqual([{ path: 'src/url.ts', line: 3, column: 1 }]);
	});

	it.each([
		['/src/gone.ts', 'file "/src/gone.ts" is not in the repository that holds the content'],
		[
			'/../../etc/passwd',
			'file "/../../etc/passwd" is not in the repository that holds the content'
		]
	])('at %s is a fault', async (path, problem) => {
		const paths: string[] = [];
		const read = (asked: string) => (paths.push(asked), null);
		const { faults } = await render(`\`\`\`ts file=${path}\n\`\`\``, { read });
		expect(faults.map((fault) => fault.problem)).toEqual([problem]);
		expect(
			paths.every((asked) => /^(\.\.\/){3}(src|etc)\//.test(asked) || !asked.startsWith('..'))
		).toBe(true);
	});
});
