import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../../../src/lib/content/library/front-matter.ts';
import { faultsOf, file } from './front-matter-file.ts';

/** Each level has nine times as many values as the one before. */
const bomb = Array.from(
	{ length: 12 },
	(_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`
).join('\n');

describe('front matter', () => {
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
		['aliases', { aliases: '/backend/old/' }],
		['aliases', { aliases: '[/backend/old]' }],
		['aliases', { aliases: '[backend/old/]' }],
		['aliases', { aliases: '[https://a.example/old/]' }],
		['aliases', { aliases: '[/]' }],
		['aliases', { aliases: '[/a/../b/]' }],
		['draft', { draft: 'maybe' }],
		['unknown', { descripton: 'A word is missing a letter.' }],
		['unknown', { layout: 'wide' }],
		['unknown', { constructor: 'wide' }]
	])('reports faults of %s', (_key, keys) => {
		expect(faultsOf(file(keys))).toMatchSnapshot();
	});

	it('rejects anchors, aliases and tags, which may be meant as text', () => {
		expect(
			faultsOf(file({ description: '*bold*', series: '&a x', part: '*a', tags: '!urgent' }))
		).toEqual([
			'3:14 "*bold*" refers to another value; put the text in quotes',
			'6:9 "&a" names a value to refer to; put the text in quotes',
			'7:7 "*a" refers to another value; put the text in quotes',
			'8:7 "!urgent" is a type in YAML; put the text in quotes'
		]);
	});

	it.each([
		['in a text', { title: 'Issue #9 and others' }],
		['before a text', { title: '#9' }],
		['after white space', { title: 'Locks   #contention' }],
		['in a list', { tags: '\n  - #fsharp\n  - sql #too' }],
		['which is a comment', { level: 'Beginner # for now' }]
	])('reports text that a # cuts off: %s', (_where, keys) => {
		expect(faultsOf(file(keys))).toMatchSnapshot();
	});

	it.each([
		['numbers', { tags: '[2026, 9.10, c#]' }],
		['several kinds', { tags: '[Go, true, "", null, a b]' }],
		['a list of lists', { tags: '[[a]]' }]
	])('reports each wrong tag at its position: %s', (_what, keys) => {
		expect(faultsOf(file(keys))).toMatchSnapshot();
	});

	it.each([
		['a text in brackets', { title: '[WIP] Locks' }],
		['an apostrophe in quotes', { title: "'What's new'" }],
		['a quotation at the start', { title: '"Fast" queues' }],
		['a # in a list', { tags: '[sql, #locks, c#]' }],
		['a # at the start of a list', { tags: '[#locks]' }],
		['an unclosed list', { tags: '[sql, locks' }],
		['a colon', { title: 'Locks: a guide' }],
		['a backslash', { title: '"C:\\dir"' }],
		['a bold word at the start', { title: '**Locks** explained' }],
		['a hyphen', { title: '- Locks' }],
		['no space', { title: 'x\nlevels' }],
		['a block indicator', { title: '> Locks' }]
	])('suggests a cure for YAML with %s', (_what, keys) => {
		expect(faultsOf(file(keys))).toMatchSnapshot();
	});

	it.each([
		['aliases', 'a0: &a0 x\n' + bomb],
		['brackets', `title: ${'['.repeat(9_000)}`],
		['braces', `title: ${'{a: '.repeat(4_000)}`],
		['indents', Array.from({ length: 190 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
		['a long text', `title: ${'x'.repeat(5_000_000)}`],
		['many keys', Array.from({ length: 400_000 }, (_, n) => `k${n}: v`).join('\n')],
		['keys within the limit', Array.from({ length: 2_500 }, (_, n) => `k${n}: v`).join('\n')]
	])('rejects a bomb of %s quickly', (_what, yaml) => {
		const start = performance.now();
		const { frontMatter, faults } = parseArticle(`---\n${yaml}\n---\n`);
		expect(performance.now() - start).toBeLessThan(5_000);
		expect(frontMatter).toBeNull();
		expect(faults.length).toBeGreaterThan(0);
		expect(faults[0]!.problem.length).toBeLessThan(400);
	});

	it('reports the limit on its size', () => {
		expect(faultsOf(`---\ntitle: ${'x'.repeat(20_000)}\n---\n`)).toEqual([
			'1:1 front matter has 20009 characters; 20000 is the most'
		]);
	});

	it('reports all faults at once, each at its position', () => {
		expect(
			faultsOf(file({ title: undefined, level: 'advanced', published: 'soon', tag: '[nats]' }))
		).toMatchSnapshot();
		expect(faultsOf(file({ level: 'x', updated: '2025-01-01', part: '1' }))).toEqual([
			expect.stringContaining('4:8 level'),
			'6:10 updated "2025-01-01" is before published "2026-01-31"',
			'7:7 part needs a series, the name that all its parts have: series: messaging'
		]);
	});

	it.each([
		['no front matter', '# Title\n'],
		['an empty file', ''],
		['no end', '---\ntitle: x\n'],
		['an empty block', '---\n---\nBody\n'],
		['a list', '---\n- a\n---\n'],
		['invalid YAML', '---\ntitle: [a\nlevel: "x\n---\nBody\n'],
		['tabs', '---\ntitle:\tx\n\tlevel: y\n---\nBody\n'],
		['a duplicate key', '---\ntitle: a\ntitle: b\n---\n']
	])('reports %s', (_what, source) => {
		expect(faultsOf(source)).toMatchSnapshot();
	});
});
