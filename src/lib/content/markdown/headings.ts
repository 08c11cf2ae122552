import GithubSlugger from 'github-slugger';
import type { Heading, Link, Nodes, Root } from 'mdast';
import { skip, visit } from './visit.ts';
import { footnotePlaceholder } from '../../core/article/article.ts';
import { isPageId } from './page-ids.ts';
import { plainText } from './plain-text.ts';
import type { Rendering } from './rendering.ts';

/**
 * Gives each heading an id, and a level that follows from the headings above it. The title is the
 * `h1`, and no level is skipped.
 */
export function nameHeadings(rendering: Rendering, tree: Root) {
	const { headings, anchors } = rendering;
	const slugger = new GithubSlugger();
	/** Levels, as written, of the headings that contain the current one. */
	const open: number[] = [];
	visit(tree, 'heading', (node) => {
		while (open.length && open.at(-1)! >= node.depth) open.pop();
		const depth = Math.min(6, open.push(node.depth) + 1) as 2;
		const text = headingText(node);
		if (!text) rendering.fault(node, 'a heading needs text, or an image with alternative text');
		const id = uniqueId(slugger, /[\p{L}\p{N}]/u.test(text) ? text : 'section');
		node.depth = depth;
		node.data = { ...node.data, hProperties: { ...propertiesOf(node), id } } as never;
		headings.push({ id, depth, text });
		anchors.push(id);
	});
}

const propertiesOf = ({ data }: Heading) =>
	(data as { hProperties?: Record<string, unknown> } | undefined)?.hProperties;

/** The text of a heading, including the alternative texts of images. */
function headingText(heading: Heading): string {
	const words = heading.children.map((child) => imageText(child) ?? plainText(child)).join('');
	return words.replaceAll(footnotePlaceholder, '').replace(/\s+/g, ' ').trim();
}

function imageText(node: Nodes): string | undefined {
	if (node.type === 'image') return node.alt ?? '';
	if (!('children' in node)) return undefined;
	return node.children.map((child) => imageText(child) ?? plainText(child)).join('');
}

function uniqueId(slugger: GithubSlugger, text: string): string {
	let id = slugger.slug(text);
	// The slugger makes an id unique by a number at its end, with which these would still be reserved.
	if (/^(?:fn|fnref|proof)-|^figure-\d/.test(id)) id = slugger.slug(`section ${text}`);
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
 * Wraps the text of each heading in a link to the heading, so that both have the same name.
 * A heading that contains a link stays as it is: links cannot nest.
 */
export function linkHeadings(tree: Root) {
	visit(tree, 'heading', (node) => {
		const id = (node.data as { hProperties?: { id?: string } } | undefined)?.hProperties?.id;
		if (!id || !node.children.length || holdsLink(node)) return skip;
		const children = node.children as Link['children'];
		node.children = [{ type: 'link', url: `#${id}`, children }];
		return skip;
	});
}
