import GithubSlugger from 'github-slugger';
import type { Heading, Link, Nodes, Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import { noteMark } from '../../core/article/article.ts';
import { isPageId } from './page-ids.ts';
import { plainText } from './plain-text.ts';
import type { Rendering } from './rendering.ts';

/** Gives each heading its id; where there is one of the page title's rank, all go a rank down. */
export function nameHeadings(rendering: Rendering, tree: Root) {
	const { headings, anchors } = rendering;
	const slugger = new GithubSlugger();
	let shift = 0;
	visit(tree, 'heading', (node) => {
		if (node.depth === 1) shift = 1;
	});
	visit(tree, 'heading', (node) => {
		const text = headingText(node);
		if (!text) rendering.fault(node, 'a heading needs words, or an image with a text in its place');
		const depth = Math.min(6, node.depth + shift) as 2;
		const id = uniqueId(slugger, /[\p{L}\p{N}]/u.test(text) ? text : 'section');
		node.depth = depth;
		node.data = { ...node.data, hProperties: { ...propertiesOf(node), id } } as never;
		headings.push({ id, depth, text });
		anchors.push(id);
	});
}

const propertiesOf = ({ data }: Heading) =>
	(data as { hProperties?: Record<string, unknown> } | undefined)?.hProperties;

/** The words of a heading; an image in it has those that stand in its place. */
function headingText(heading: Heading): string {
	const words = heading.children.map((child) => imageText(child) ?? plainText(child)).join('');
	return words.replaceAll(noteMark, '').replace(/\s+/g, ' ').trim();
}

function imageText(node: Nodes): string | undefined {
	if (node.type === 'image') return node.alt ?? '';
	if (!('children' in node)) return undefined;
	return node.children.map((child) => imageText(child) ?? plainText(child)).join('');
}

function uniqueId(slugger: GithubSlugger, text: string): string {
	let id = slugger.slug(text);
	if (/^(?:fn|fnref|proof|figure)-\d/.test(id)) id = slugger.slug(`section ${text}`);
	while (isPageId(id)) id = slugger.slug(text);
	return id;
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
