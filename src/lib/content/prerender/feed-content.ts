import type { Element, ElementContent, Properties, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { SKIP, visit } from 'unist-util-visit';
import { element, text } from '$lib/content/markdown/element.ts';
import { diagramFiles, type DiagramFile } from './feed-diagrams.ts';

/** What HTML means without a style sheet or a script. Classes, ids and roles are of the page. */
const keptAttributes = new Set(
	'alt cite colSpan dateTime dir height href lang open reversed rowSpan scope span src start title type value width'.split(
		' '
	)
);

/**
 * An article's body for feed readers, which have neither our style sheet nor our address: diagrams
 * are images, what only works in the page is removed, links and images have whole addresses.
 * @param page absolute address of the article
 */
export function feedContent(html: string, page: string): string {
	const tree = fromHtml(html, { fragment: true });
	const diagrams = diagramFiles(tree);
	visit(tree, 'element', (node, index, parent) => {
		if (!parent || index === undefined) return;
		const replaced = replacementOf(node, parent as Element | Root, diagrams);
		if (!replaced) return;
		parent.children.splice(index, 1, ...(replaced as never[]));
		// What took its place may have to be replaced in turn.
		return [SKIP, index];
	});
	visit(tree, 'element', (node) => {
		node.properties = attributesFor(node, page);
	});
	return toHtml(tree);
}

const hasClass = ({ properties }: Element, name: string) =>
	(properties.className as string[] | undefined)?.includes(name) ?? false;

/** What replaces an element of the page in a feed; nothing if it is unchanged. */
function replacementOf(
	node: Element,
	parent: Element | Root,
	diagrams: DiagramFile[]
): ElementContent[] | undefined {
	const { tagName, properties, children } = node;
	const isIn = (name: string) => parent.type === 'element' && parent.tagName === name;
	switch (tagName) {
		case 'svg':
			return properties.role === 'img' ? [imageOf(diagrams.shift()!)] : [];
		case 'input':
			if (properties.type !== 'checkbox') return undefined;
			return [text(properties.checked ? '☑' : '☐')];
		case 'img':
			return hasClass(node, 'only-dark') ? [] : undefined;
		case 'a':
			if (hasClass(node, 'proof')) return [];
			return isHeadingLink(node, parent) ? children : undefined;
		case 'aside':
			return hasClass(node, 'callout') ? [element('blockquote', {}, children)] : undefined;
		case 'p':
			return hasClass(node, 'callout-title')
				? [element('p', {}, [element('strong', {}, children)])]
				: undefined;
		case 'h2':
			return properties.id === 'footnote-label' ? [element('hr', {})] : undefined;
		case 'td':
			return hasClass(node, 'bar') ? [] : undefined;
		case 'div':
			return hasClass(node, 'table') || hasClass(node, 'scroll') ? children : undefined;
		case 'span':
			if (hasClass(node, 'caption'))
				return isIn('figure') ? [element('figcaption', {}, children)] : children;
			return hasClass(node, 'captioned') || isIn('code') || isIn('mark') ? children : undefined;
		default:
			return undefined;
	}
}

const imageOf = ({ name, alt, width, height }: DiagramFile) =>
	element('img', { src: name, alt, width, height });

const isHeadingLink = ({ properties }: Element, parent: Element | Root) =>
	parent.type === 'element' &&
	/^h[1-6]$/.test(parent.tagName) &&
	properties.href === `#${String(parent.properties.id)}`;

function attributesFor({ properties }: Element, page: string): Properties {
	const kept = Object.fromEntries(
		Object.entries(properties).filter(([name]) => keptAttributes.has(name))
	);
	const align = (properties.className as string[] | undefined)
		?.map((name) => /^align-(left|center|right)$/.exec(name)?.[1])
		.find(Boolean);
	if (align) kept.align = align;
	for (const name of ['href', 'src'])
		if (typeof kept[name] === 'string' && URL.canParse(kept[name], page))
			kept[name] = new URL(kept[name], page).href;
	return kept;
}
