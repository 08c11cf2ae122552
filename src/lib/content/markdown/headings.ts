import GithubSlugger from 'github-slugger';
import type { Link, Nodes, Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import { noteMark } from '../../core/article/article.ts';
import { plainText } from './plain-text.ts';
import type { Rendering } from './rendering.ts';

/** Gives each heading its id; where there is one of the page title's rank, all go a rank down. */
export function nameHeadings({ headings, anchors }: Rendering, tree: Root) {
	const slugger = new GithubSlugger();
	let shift = 0;
	visit(tree, 'heading', (node) => {
		if (node.depth === 1) shift = 1;
	});
	visit(tree, 'heading', (node) => {
		const text = plainText(node).replaceAll(noteMark, '').replace(/\s+/g, ' ').trim();
		const depth = Math.min(6, node.depth + shift) as 2;
		const id = slugger.slug(/[\p{L}\p{N}]/u.test(text) ? text : 'section');
		node.depth = depth;
		node.data = { ...node.data, hProperties: { id } } as never;
		headings.push({ id, depth, text });
		anchors.push(id);
	});
}

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
