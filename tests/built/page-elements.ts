import { parse, type DefaultTreeAdapterTypes } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;

/**
 * The elements of a page in order, as a browser reads them: what looks like a tag in a listing is none.
 * For a site of hundreds of pages, jsdom takes minutes.
 */
export function elementsOf(html: string): Element[] {
	const found: Element[] = [];
	const visit = (node: DefaultTreeAdapterTypes.Node) => {
		if ('tagName' in node) found.push(node);
		if ('childNodes' in node) node.childNodes.forEach(visit);
	};
	visit(parse(html));
	return found;
}

/** The values that elements have for an attribute. */
export const attributeOf = (elements: readonly Element[], name: string): string[] =>
	elements.flatMap(({ attrs }) => attrs.flatMap((own) => (own.name === name ? own.value : [])));
