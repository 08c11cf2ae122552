import { plainForm } from '$lib/core/markup/plain-form.ts';
import { rewrite, type Rule } from '$lib/core/markup/rewrite.ts';
import { element, hasClass, toXml, type XmlElement, type XmlNode } from '$lib/core/markup/xml.ts';
import { feedDiagram } from './feed-diagrams.ts';
import { parseHtml } from './parse-html.ts';

/** What HTML means without a style sheet or a script. Classes, ids and roles are of the page. */
const keptAttributes = new Set(
	'alt cite colspan datetime dir height href lang open reversed rowspan scope span src start title type value width'.split(
		' '
	)
);

/**
 * An article's body for feed readers, which have neither our style sheet nor our address: diagrams
 * are images, what only works in the page is removed, links and images have whole addresses.
 * @param page absolute address of the article
 */
export const feedContent = (html: string, page: string): string =>
	toXml(withFeedAttributes(rewrite(parseHtml(html), [feedForm, plainForm(imageOf)]), page));

const imageOf = (diagram: XmlElement) => {
	const { name, alt, width, height } = feedDiagram(diagram);
	return element('img', { src: name, alt, width, height });
};

/** What has a form of its own in feeds. */
const feedForm: Rule = (node, parent) => {
	const { name, children } = node;
	switch (name) {
		case 'a':
			return hasClass(node, 'proof') ? [] : undefined;
		case 'aside':
			return hasClass(node, 'callout') ? [element('blockquote', {}, children)] : undefined;
		case 'p':
			return hasClass(node, 'callout-title')
				? [element('p', {}, [element('strong', {}, children)])]
				: undefined;
		case 'td':
			return hasClass(node, 'bar') ? [] : undefined;
		case 'span':
			if (hasClass(node, 'caption') && parent?.name === 'figcaption') return children;
			return parent?.name === 'code' || parent?.name === 'mark' ? children : undefined;
		default:
			return undefined;
	}
};

const withFeedAttributes = (nodes: readonly XmlNode[], page: string): XmlNode[] =>
	nodes.map((node) =>
		node.type === 'text'
			? node
			: {
					...node,
					attributes: attributesFor(node, page),
					children: withFeedAttributes(node.children, page)
				}
	);

function attributesFor({ attributes }: XmlElement, page: string): Record<string, string> {
	const kept = Object.fromEntries(
		Object.entries(attributes).filter(([name]) => keptAttributes.has(name))
	);
	const [, align] = /(?:^|\s)align-(left|center|right)(?:\s|$)/.exec(attributes.class ?? '') ?? [];
	if (align) kept.align = align;
	for (const name of ['href', 'src'])
		if (kept[name] !== undefined && URL.canParse(kept[name], page))
			kept[name] = new URL(kept[name], page).href;
	return kept;
}
