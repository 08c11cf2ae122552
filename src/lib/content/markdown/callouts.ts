import type { Blockquote, Paragraph, PhrasingContent, Root } from 'mdast';
import { visit } from './visit.ts';
import { didYouMean } from '../faults/did-you-mean.ts';
import { setElement, type Rendering } from './rendering.ts';

const titles: Record<string, string> = {
	NOTE: 'Note',
	TIP: 'Tip',
	IMPORTANT: 'Important',
	WARNING: 'Warning',
	CAUTION: 'Caution'
};

/**
 * Turns block quotes that start with `[!NOTE]` or the like (GitHub's alerts) into callouts. Text
 * after the marker is the title.
 */
export const markCallouts = (rendering: Rendering, tree: Root) =>
	visit(tree, 'blockquote', (node) => markCallout(rendering, node));

function markCallout(rendering: Rendering, node: Blockquote) {
	const first = node.children[0];
	const start = first?.type === 'paragraph' ? first.children[0] : undefined;
	const match = start?.type === 'text' ? /^\[!([A-Za-z]+)\]([-+]?)[ \t]*/.exec(start.value) : null;
	if (!match || start?.type !== 'text') return;
	const [mark, name, fold] = match as unknown as [string, string, string];
	const kind = name.toUpperCase();
	if (!Object.hasOwn(titles, kind)) {
		const known = Object.keys(titles);
		rendering.fault(
			node,
			`"[!${name}]" is not a callout; use ${known.join(', ')}${didYouMean(kind, known)}`
		);
		return;
	}
	if (fold) rendering.fault(node, `callouts do not fold; write "[!${name}]", or use <details>`);
	const paragraph = first as Paragraph;
	const words = takeLine(paragraph, mark.length);
	if (!paragraph.children.length) node.children.shift();
	const title: Paragraph = {
		type: 'paragraph',
		children: [{ type: 'text', value: titles[kind]! + (words.length ? ': ' : '') }, ...words],
		data: { hProperties: { className: ['callout-title'] } } as never
	};
	node.children.unshift(title);
	setElement(node, 'aside', { className: ['callout', kind.toLowerCase()] });
}

/** Removes the first line of a paragraph and returns it without its first characters. */
function takeLine(paragraph: Paragraph, skipped: number): PhrasingContent[] {
	const line: PhrasingContent[] = [];
	let skip = skipped;
	for (let child = paragraph.children.shift(); child; child = paragraph.children.shift()) {
		if (child.type === 'break') break;
		if (child.type !== 'text') {
			line.push(child);
			continue;
		}
		const end = child.value.indexOf('\n');
		const value = child.value.slice(skip, end < 0 ? undefined : end);
		skip = 0;
		if (value) line.push({ ...child, value });
		if (end < 0) continue;
		const rest = child.value.slice(end + 1);
		if (rest) paragraph.children.unshift({ ...child, value: rest });
		break;
	}
	return line;
}
