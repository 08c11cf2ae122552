import type { Link, Nodes, Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';

const isLink = (node: Nodes) =>
	node.type === 'link' ||
	node.type === 'linkReference' ||
	node.type === 'footnoteReference' ||
	(node.type === 'html' && /<a[\s>]/.test(node.value));

const holdsLink = (node: Nodes): boolean =>
	isLink(node) || ('children' in node && node.children.some((child) => holdsLink(child)));

/**
 * Makes the words of each heading the link to it, so that the link's name is the heading's and the
 * heading's name stays its own. One that holds a link already is left: links do not nest.
 */
export function linkHeadings(tree: Root) {
	visit(tree, 'heading', (node) => {
		const id = (node.data as { hProperties?: { id?: string } } | undefined)?.hProperties?.id;
		if (!id || !node.children.length || holdsLink(node)) return SKIP;
		const children = node.children as Link['children'];
		node.children = [{ type: 'link', url: `#${id}`, children }];
		return SKIP;
	});
}
