import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../../../src/lib/content/library/front-matter.ts';
import { faultsOf, file, valid } from './front-matter-file.ts';

describe('front matter', () => {
	it('is read with its defaults', () => {
		const { frontMatter, faults } = parseArticle(file({}));
		expect(faults).toEqual([]);
		expect(frontMatter).toEqual({ ...valid, tags: [], aliases: [], draft: false });
	});

	it('is read with every key', () => {
		const { frontMatter, faults } = parseArticle(
			file({
				updated: '2026-02-01',
				tags: '[c#, .net, node.js, c++, a-b]',
				minutes: '12',
				series: 'messaging',
				part: '2',
				aliases: '[/backend/old-name/, /2019/05/post.html]',
				draft: 'true'
			})
		);
		expect(faults).toEqual([]);
		expect(frontMatter).toMatchObject({
			updated: '2026-02-01',
			tags: ['c#', '.net', 'node.js', 'c++', 'a-b'],
			minutes: 12,
			series: 'messaging',
			part: 2,
			aliases: ['/backend/old-name/', '/2019/05/post.html'],
			draft: true
		});
	});

	it.each<[string, Record<string, string>, boolean]>([
		['a title of 120 characters', { title: 'x'.repeat(120) }, true],
		['a title of 121', { title: 'x'.repeat(121) }, false],
		['a title of one', { title: 'x' }, true],
		['a title of 120 surrogate pairs', { title: '🙂'.repeat(120) }, true],
		['a description of 29', { description: 'x'.repeat(29) }, false],
		['a description of 30', { description: 'x'.repeat(30) }, true],
		[
			'a description of 30 with white space around',
			{ description: `" ${'x'.repeat(29)} "` },
			false
		],
		['a description of 300', { description: 'x'.repeat(300) }, true],
		['updated on the day of publication', { updated: valid.published }, true],
		['a tag of every character', { tags: '[a0.#+-]' }, true],
		['a series without its part, empty', { series: 'a', part: '' }, false],
		['a minute', { minutes: '1' }, true],
		['no minute', { minutes: '0' }, false]
	])('accepts or rejects at the limit: %s', (_what, keys, valid) => {
		expect(faultsOf(file(keys)).length === 0, faultsOf(file(keys)).join()).toBe(valid);
	});

	it.each([
		['on its own line', { title: 'A\n# a comment' }],
		['behind quotes', { title: '"A #1" # a comment' }],
		['behind a list', { tags: '[a] # a comment' }],
		['between the parts of a list', { tags: '[\n  a, # a comment\n  b\n  ]' }],
		['behind a number', { minutes: '3 # a comment' }],
		['without white space', { title: 'C#, F#' }]
	])('ignores a comment %s', (_where, keys) => {
		expect(faultsOf(file(keys))).toEqual([]);
	});

	it('is read or rejected, whatever an author writes', () => {
		const part = fc.constantFrom(
			...['title', 'tags', 'updated', '<<', ': ', '\n', ' ', '  ', '- ', '[', ']', '{', '}', ','],
			...[
				'&a',
				'*a',
				'!!map',
				'!x',
				'|',
				'>',
				'#',
				'%',
				'@',
				'`',
				'"',
				"'",
				'? ',
				'~',
				'2026-01-01',
				'\t'
			]
		);
		fc.assert(
			fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
				const { frontMatter, faults } = parseArticle(`---\n${parts.join('')}\n---\n`);
				expect(frontMatter).toBeNull();
				for (const { line, column } of faults) {
					expect(line).toBeGreaterThan(0);
					expect(column).toBeGreaterThan(0);
				}
				expect(faults.length).toBeGreaterThan(0);
			}),
			{ numRuns: 2000 }
		);
	});

	it.each([
		['a byte order mark', `\ufeff${file({})}`],
		['CRLF', file({}).replaceAll('\n', '\r\n')],
		['CR', file({}).replaceAll('\n', '\r')]
	])('is read after %s', (_what, source) => {
		expect(parseArticle(source)).toMatchObject({ faults: [], frontMatter: valid });
	});

	it('keeps the line numbers of the body', () => {
		const source = file({});
		const { body } = parseArticle(source);
		expect(body.split('\n').indexOf('Body.')).toBe(source.split('\n').indexOf('Body.'));
		expect(body.trim()).toBe('Body.');
	});
});
