import type { Html, LinkReference, Nodes, Paragraph, PhrasingContent, Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';

const html = (value: string): Html => ({ type: 'html', value });

const block = (tag: string, properties: object, children: Nodes[]) =>
	({ type: 'block', children, data: { hName: tag, hProperties: properties } }) as never;

/** `[^id]`, which mdsvex's parser takes for a link to something that is not defined. */
const isMark = (node: Nodes | undefined): node is LinkReference =>
	node?.type === 'linkReference' && /^\^[\p{L}\p{N}_.-]+$/u.test(node.identifier);

/**
 * GFM's footnotes, which mdsvex's own parser does not know, with the markup that they have in plain
 * Markdown. A note is one paragraph; what nothing points at is left out, as there.
 */
export function placeFootnotes(tree: Root) {
	const notes = takeDefinitions(tree);
	if (!notes.size) return;
	/** Notes in the order of their first mention, each with how often it was mentioned. */
	const mentions = new Map<string, number>();
	visit(tree, 'linkReference', (node, index, parent) => {
		const id = node.identifier.slice(1);
		if (!parent || index === undefined || !isMark(node) || !notes.has(id)) return;
		const time = (mentions.get(id) ?? 0) + 1;
		mentions.set(id, time);
		const number = [...mentions.keys()].indexOf(id) + 1;
		parent.children[index] = html(
			`<sup><a href="#fn-${id}" id="fnref-${id}${time > 1 ? `-${time}` : ''}" data-footnote-ref aria-describedby="footnote-label">${number}</a></sup>`
		);
		return SKIP;
	});
	if (!mentions.size) return;
	const items = [...mentions.keys()].map((id, index) => {
		const paragraph = notes.get(id)!;
		paragraph.children.push(
			html(
				` <a href="#fnref-${id}" data-footnote-backref="" aria-label="Back to reference ${index + 1}" class="data-footnote-backref">↩</a>`
			)
		);
		return block('li', { id: `fn-${id}` }, [paragraph]);
	});
	tree.children.push(
		block('section', { dataFootnotes: '', className: ['footnotes'] }, [
			html('<h2 class="visually-hidden" id="footnote-label">Footnotes</h2>'),
			block('ol', {}, items)
		])
	);
}

/** Takes paragraphs that define notes out of the tree; several may stand line by line in one. */
function takeDefinitions(tree: Root): Map<string, Paragraph> {
	const notes = new Map<string, Paragraph>();
	tree.children = tree.children.filter((node) => {
		if (node.type !== 'paragraph' || !isDefinition(node.children, 0)) return true;
		let note: PhrasingContent[] = [];
		node.children.forEach((child, index, children) => {
			if (isDefinition(children, index)) {
				note = [];
				const id = (child as LinkReference).identifier.slice(1);
				if (!notes.has(id)) notes.set(id, { ...node, children: note });
			} else if (child.type === 'text' && isDefinition(children, index - 1))
				note.push({ ...child, value: child.value.replace(/^:\s*/, '') });
			else if (child.type === 'text' && isDefinition(children, index + 1))
				note.push({ ...child, value: child.value.trimEnd() });
			else note.push(child);
		});
		return false;
	});
	return notes;
}

/** At the start of a line stands a mark with a colon behind it. */
function isDefinition(children: readonly PhrasingContent[], index: number): boolean {
	const [before, next] = [children[index - 1], children[index + 1]];
	const startsLine = !before || (before.type === 'text' && before.value.endsWith('\n'));
	return (
		startsLine && isMark(children[index]) && next?.type === 'text' && next.value.startsWith(':')
	);
}
