import { element, text, type XmlNode } from '$lib/core/markup/xml.ts';

/** What is in an element of a document, as the build's parser reads the same HTML. */
export const nodesIn = (parent: ParentNode): XmlNode[] =>
	[...parent.childNodes].flatMap((node): XmlNode[] => {
		if (node instanceof Text) return [text(node.data)];
		if (!(node instanceof Element)) return [];
		const attributes = Object.fromEntries(
			[...node.attributes].map(({ name, value }) => [name, value])
		);
		return [element(node.localName, attributes, nodesIn(node))];
	});
