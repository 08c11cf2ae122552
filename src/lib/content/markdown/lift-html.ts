import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { Heading, Html, Image, Nodes, Root, RootContent } from 'mdast';
import { visit } from './visit.ts';

/** What HTML says of an image beyond Markdown: its width in CSS pixels, its file for the dark theme. */
export interface ImageData {
	width?: number;
	dark?: string;
}

const lifted =
	/<picture\b[^<>{}]*>[\s\S]*?<\/picture\s*>|<img(?=[\s/>])(?:[^<>"'{}]|"[^"{}]*"|'[^'{}]*')*>|<h([1-6])(?=[\s>])([^<>{}]*)>([\s\S]*?)<\/h\1\s*>/gi;

/**
 * Turns images and headings written as HTML into Markdown nodes, so that they too get sizes, ids and
 * an entry in the contents.
 */
export function liftHtml(tree: Root) {
	visit(tree, 'html', (node, index, parent) => {
		if (!parent || index === undefined || /^<(?:script|style|pre)\b/i.test(node.value)) return;
		const isBlock = parent.type !== 'paragraph' && 'children' in parent && isFlow(parent);
		const parts = split(node, isBlock);
		if (!parts) return;
		parent.children.splice(index, 1, ...(parts as never[]));
		return index + parts.length;
	});
}

const isFlow = (parent: Nodes) =>
	['root', 'blockquote', 'listItem', 'footnoteDefinition'].includes(parent.type);

function split(node: Html, isBlock: boolean): RootContent[] | undefined {
	const parts: RootContent[] = [];
	let end = 0;
	let hasLifted = false;
	for (const match of node.value.matchAll(lifted)) {
		const [source, depth, attributes = '', inner = ''] = match;
		const made = depth
			? isBlock && heading(node, Number(depth), attributes, inner)
			: image(node, source);
		if (!made) continue;
		hasLifted = true;
		pushHtml(parts, node, end, match.index);
		// An image on its own is a figure, as it is in Markdown.
		const isAlone = source.trim() === node.value.trim();
		parts.push(
			isBlock && made.type === 'image' && isAlone
				? { type: 'paragraph', children: [made], position: node.position }
				: made
		);
		end = match.index + source.length;
	}
	if (!hasLifted) return undefined;
	pushHtml(parts, node, end, node.value.length);
	return parts;
}

function pushHtml(parts: RootContent[], node: Html, start: number, end: number) {
	const value = node.value.slice(start, end);
	if (value.trim()) parts.push({ type: 'html', value, position: node.position });
}

function heading(node: Html, depth: number, attributes: string, inner: string): Heading | null {
	// With other attributes it stays HTML, and `sanitizeHtml` reports them.
	if (!/^\s*(?:align\s*=\s*["']?(?:left|center|right)["']?\s*)?$/i.test(attributes)) return null;
	const align = /left|center|right/i.exec(attributes)?.[0].toLowerCase();
	return {
		type: 'heading',
		depth: depth as 2,
		children: [{ type: 'html', value: inner.trim(), position: node.position }],
		position: node.position,
		...(align && { data: { hProperties: { className: [`align-${align}`] } } as never })
	};
}

/** `null` for an image that Markdown cannot express; it stays HTML, and `sanitizeHtml` reports it. */
function image(node: Html, source: string): Image | null {
	const elements: Element[] = [];
	visit(fromHtml(source, { fragment: true }), 'element', (found) => void elements.push(found));
	const shown = elements.find(({ tagName }) => tagName === 'img');
	const known = ['src', 'alt', 'title', 'width', 'height', 'loading', 'decoding'];
	const { src, alt, title, width, ...others } = shown?.properties ?? {};
	if (!src || Object.keys(others).some((name) => !known.includes(name))) return null;
	const data: ImageData = {
		...(/^\d+(?:px)?$/.test(String(width)) && { width: parseInt(String(width)) })
	};
	for (const { tagName, properties } of elements) {
		if (tagName === 'picture' || tagName === 'img') continue;
		const media = String(properties.media ?? '').replace(/\s/g, '');
		const file = [properties.srcSet].flat().join(',');
		if (tagName === 'source' && media === '(prefers-color-scheme:dark)') data.dark = file;
		else if (tagName !== 'source' || media !== '(prefers-color-scheme:light)') return null;
	}
	return {
		type: 'image',
		url: String(src),
		alt: String(alt ?? ''),
		...(title && { title: String(title) }),
		data: data as never,
		position: node.position
	};
}
