import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../../../src/lib/content/prerender/parse-html.ts';
import { validContent } from '../../../../src/lib/core/book/content-model.ts';
import { toXml, type XmlElement, type XmlNode } from '../../../../src/lib/core/markup/xml.ts';

const valid = (html: string) => toXml(validContent(parseHtml(html)));

describe('an element that may not stand where it is', () => {
	it.each([
		['a block in a phrase', '<span><div>a</div></span>', '<span><span>a</span></span>'],
		['an item without a list', '<li>a</li>', '<div>a</div>'],
		[
			'an item of a list in a list',
			'<ul><ul><li>a</li></ul></ul>',
			'<ul><li><ul><li>a</li></ul></li></ul>'
		],
		['text in a list', '<ol>a<li>b</li></ol>', '<ol><li>a</li><li>b</li></ol>'],
		['a term without a list', '<dt>a</dt>', '<div>a</div>'],
		[
			'a group in a list of terms',
			'<dl><div><dt>a</dt><dd>b</dd></div></dl>',
			'<dl><dt>a</dt><dd>b</dd></dl>'
		],
		['a term without details', '<dl><dt>a</dt></dl>', '<div><div>a</div></div>'],
		['details without a term', '<dl>a<dt>b</dt></dl>', '<div><div>a</div><div>b</div></div>'],
		['a caption without a figure', '<figcaption>a</figcaption>', '<div>a</div>'],
		['ruby without its base', '<rt>a</rt>', '<div>a</div>'],
		['a list without items', '<ul></ul>', ''],
		['an element of other names', '<header><h2>a</h2></header>', '<h2>a</h2>'],
		['a direction that is missing', '<bdo>a</bdo>', '<span>a</span>'],
		['an anchor', '<a id="a"></a>', '<span id="a"></span>'],
		['a film', '<video><p>a</p></video>b', 'b']
	])('%s', (_, html, expected) => {
		expect(valid(html)).toBe(expected);
	});
});

const names =
	'a b blockquote caption dd details div dl dt em figcaption figure h2 hr li nobr ol p pre rp rt ruby section span sub table tbody td th tr ul wbr'.split(
		' '
	);
const inline = new Set('a b em rt rp ruby span sub wbr p h2 pre'.split(' '));
const blocks = new Set('blockquote div dl figure h2 hr ol p pre section table ul'.split(' '));
const homes: Record<string, string[]> = {
	li: ['ol', 'ul'],
	dt: ['dl'],
	dd: ['dl'],
	tr: ['table', 'tbody'],
	td: ['tr'],
	th: ['tr'],
	rt: ['ruby'],
	rp: ['ruby'],
	tbody: ['table'],
	caption: ['table'],
	figcaption: ['figure']
};

const namesIn = ({ children }: XmlElement) =>
	children.map((node) => (node.type === 'element' ? `${node.name} ` : '')).join('');

function misplaced(nodes: readonly XmlNode[], parent?: XmlElement): string[] {
	return nodes.flatMap((node) => {
		if (node.type === 'text') return [];
		const where = `${parent?.name} > ${node.name}`;
		const wrong =
			(homes[node.name] && !homes[node.name]!.includes(parent?.name ?? '')) ||
			(parent && inline.has(parent.name) && parent.name !== 'a' && blocks.has(node.name)) ||
			(parent && ['ol', 'ul'].includes(parent.name) && node.name !== 'li') ||
			(node.name === 'dl' && !/^(?:(?:dt )+(?:dd )+)+$/.test(namesIn(node)));
		return [...(wrong ? [where] : []), ...misplaced(node.children, node)];
	});
}

describe('any HTML', () => {
	const markup = fc.letrec<{ node: string }>((tie) => ({
		node: fc.oneof(
			{ maxDepth: 5 },
			fc.constant('a '),
			fc
				.tuple(fc.constantFrom(...names), fc.array(tie('node'), { maxLength: 3 }))
				.map(([name, children]) => `<${name}>${children.join('')}</${name}>`)
		)
	})).node;

	it('has every element where it may stand', () => {
		fc.assert(
			fc.property(markup, (html) => {
				expect(misplaced(validContent(parseHtml(html)))).toEqual([]);
			}),
			{ numRuns: 300 }
		);
	});
});
