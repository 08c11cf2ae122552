import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../../../src/lib/content/library/front-matter.ts';

const valid = {
	title: 'The Transactional Outbox',
	description: 'State and event are committed together, or neither is.',
	level: 'Advanced',
	published: '2026-01-31'
};

const file = (keys: Record<string, string | undefined>) =>
	`---\n${Object.entries({ ...valid, ...keys })
		.filter(([, value]) => value !== undefined)
		.map(([key, value]) => `${key}: ${value}`)
		.join('\n')}\n---\n\nBody.\n`;

const faultsOf = (source: string) =>
	parseArticle(source).faults.map(({ line, column, problem }) => `${line}:${column} ${problem}`);

describe('front matter', () => {
	it('is read with its defaults', () => {
		const { frontMatter, faults } = parseArticle(file({}));
		expect(faults).toEqual([]);
		expect(frontMatter).toEqual({ ...valid, tags: [], draft: false });
	});

	it('is read whole', () => {
		const { frontMatter, faults } = parseArticle(
			file({
				updated: '2026-02-01',
				tags: '[c#, .net, node.js, c++, a-b]',
				minutes: '12',
				series: 'messaging',
				part: '2',
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
			draft: true
		});
	});

	it.each<[string, Record<string, string | undefined>]>([
		['title', { title: undefined }],
		['title', { title: "''" }],
		['title', { title: '2026' }],
		['title', { title: 'x'.repeat(10_000) }],
		['description', { description: 'Too short.' }],
		['description', { description: 'x'.repeat(301) }],
		['level', { level: 'Advance' }],
		['level', { level: 'Expert' }],
		['level', { level: '[Advanced]' }],
		['published', { published: '31.01.2026' }],
		['published', { published: '2026-02-30' }],
		['published', { published: 'true' }],
		['updated', { updated: '2026-01-30' }],
		['tags', { tags: 'nats' }],
		['tags', { tags: '[Nats]' }],
		['tags', { tags: "['..']" }],
		['minutes', { minutes: '1.5' }],
		['series', { series: 'messaging' }],
		['part', { part: '1' }],
		['part', { series: 'messaging', part: '0' }],
		['draft', { draft: 'maybe' }],
		['unknown', { descripton: 'A word is missing a letter.' }],
		['unknown', { layout: 'wide' }],
		['unknown', { constructor: 'wide' }]
	])('says what is wrong with %s', (_key, keys) => {
		expect(faultsOf(file(keys))).toMatchSnapshot();
	});

	it.each<[string, Record<string, string>, boolean]>([
		['a title of 120 characters', { title: 'x'.repeat(120) }, true],
		['a title of 121', { title: 'x'.repeat(121) }, false],
		['a title of one', { title: 'x' }, true],
		['a title of 120 that each take two places', { title: '🙂'.repeat(120) }, true],
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
	])('allows or refuses at the limit: %s', (_what, keys, valid) => {
		expect(faultsOf(file(keys)).length === 0, faultsOf(file(keys)).join()).toBe(valid);
	});

	it('takes no value from another place, which a star would do', () => {
		expect(faultsOf(file({ description: '*bold*', series: '&a x', part: '*a' }))).toEqual([
			'3:14 "*bold*" refers to another value; put the text in quotes',
			'7:7 "*a" refers to another value; put the text in quotes'
		]);
	});

	it('is read or refused, whatever an author writes', () => {
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

	it('tells all faults at once, each at its place', () => {
		expect(
			faultsOf(file({ title: undefined, level: 'advanced', published: 'soon', tag: '[nats]' }))
		).toMatchSnapshot();
		expect(faultsOf(file({ level: 'x', updated: '2025-01-01', part: '1' }))).toEqual([
			expect.stringContaining('4:8 level'),
			'6:10 updated "2025-01-01" is before published "2026-01-31"',
			'7:7 series and part go together; add the other or take this one out'
		]);
	});

	it.each([
		['no front matter', '# Title\n'],
		['an empty file', ''],
		['no end', '---\ntitle: x\n'],
		['an empty block', '---\n---\nBody\n'],
		['a list', '---\n- a\n---\n'],
		['no YAML', '---\ntitle: [a\nlevel: "x\n---\nBody\n'],
		['tabs', '---\ntitle:\tx\n\tlevel: y\n---\nBody\n'],
		['a key twice', '---\ntitle: a\ntitle: b\n---\n']
	])('says what is wrong with %s', (_what, source) => {
		expect(faultsOf(source)).toMatchSnapshot();
	});

	it.each([
		['a byte order mark', `\ufeff${file({})}`],
		['CRLF', file({}).replaceAll('\n', '\r\n')],
		['CR', file({}).replaceAll('\n', '\r')]
	])('is read behind %s', (_what, source) => {
		expect(parseArticle(source)).toMatchObject({ faults: [], frontMatter: valid });
	});

	it('leaves the body on its own lines', () => {
		const source = file({});
		const { body } = parseArticle(source);
		expect(body.split('\n').indexOf('Body.')).toBe(source.split('\n').indexOf('Body.'));
		expect(body.trim()).toBe('Body.');
	});
});
