import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { element, text, type XmlNode } from '$lib/core/markup/xml.ts';

/** Parses a part of a page, as browsers do; comments are left out. */
export const parseHtml = (html: string): XmlNode[] =>
	parseFragment(html).childNodes.flatMap((node) => toXmlNode(node));

function toXmlNode(node: DefaultTreeAdapterTypes.ChildNode): XmlNode[] {
	if ('value' in node) return [text(node.value)];
	if (!('tagName' in node)) return [];
	const attributes = Object.fromEntries(
		node.attrs.map(({ prefix, name, value }) => [prefix ? `${prefix}:${name}` : name, value])
	);
	return [element(node.tagName, attributes, node.childNodes.flatMap(toXmlNode))];
}
