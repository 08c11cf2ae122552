import type { Blockquote, Paragraph, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { become } from './rendering.ts';

const titles: Record<string, string> = {
	NOTE: 'Note',
	TIP: 'Tip',
	IMPORTANT: 'Important',
	WARNING: 'Warning',
	CAUTION: 'Caution'
};

/** Makes a quotation that begins with `[!NOTE]` or the like (GitHub's alerts) a callout. */
export const markCallouts = (tree: Root) => visit(tree, 'blockquote', markCallout);

function markCallout(node: Blockquote) {
	const first = node.children[0];
	const start = first?.type === 'paragraph' ? first.children[0] : undefined;
	const match = start?.type === 'text' && /^\[!([A-Za-z]+)\][ \t]*(?:\n|$)/.exec(start.value);
	const kind = match && match[1]!.toUpperCase();
	if (!match || !kind || !Object.hasOwn(titles, kind)) return;
	start.value = start.value.slice(match[0].length);
	const paragraph = first as Paragraph;
	if (!start.value) paragraph.children.shift();
	if (paragraph.children[0]?.type === 'break') paragraph.children.shift();
	if (!paragraph.children.length) node.children.shift();
	const title: Paragraph = {
		type: 'paragraph',
		children: [{ type: 'text', value: titles[kind]! }],
		data: { hProperties: { className: ['callout-title'] } } as never
	};
	node.children.unshift(title);
	become(node, 'aside', { className: ['callout', kind.toLowerCase()] });
}
