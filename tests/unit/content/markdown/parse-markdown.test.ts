import { tests as examples } from 'commonmark-spec';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../../src/lib/content/markdown/parse-markdown.ts';

const parsed = (source: string) => JSON.stringify(parseMarkdown(source, 'md'));

const parsedByGfm = (source: string) =>
	JSON.stringify(
		fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
	);

const addresses = [
	'a.b-c_d+e@f-g.example, x@y.z',
	'a@.b.example and @b.example and a@b',
	'a&#64;b.example',
	'a\\@b.example',
	'a@b.example in one line\n\nand WWW.example.org in another',
	'> - _a@b.example_, ~~c@d.example~~',
	'| a@b.example |\n| --- |\n| www.example.org |',
	'[^1]\n\n[^1]: mailto:a@b.example',
	'xmpp:a@b.example/c',
	'HTTPS://example.org/a?b=c.',
	'https\\://example.org',
	'https:&#47;/example.org',
	'www&period;example.org',
	'[a@b.example](https://example.org) `a@b.example` <a@b.example>',
	'```\na@b.example\n```',
	'words without one'
];

describe('parsing Markdown', () => {
	it('links every address that GFM links', () => {
		for (const source of addresses) expect(parsed(source)).toBe(parsedByGfm(source));
	});

	it('has the tree of a parser that looks for addresses everywhere', () => {
		for (const { markdown } of examples) expect(parsed(markdown)).toBe(parsedByGfm(markdown));
	});
});
