/**
 * A tree of markup as it is written: names and attributes as in the file, text without entities. The
 * build reads it with a parser of HTML, the browser from its document.
 */
export type XmlNode = XmlElement | XmlText;

export interface XmlElement {
	type: 'element';
	name: string;
	attributes: Record<string, string>;
	children: XmlNode[];
}

export interface XmlText {
	type: 'text';
	value: string;
}

export const element = (
	name: string,
	attributes: Record<string, string> = {},
	children: XmlNode[] = []
): XmlElement => ({ type: 'element', name, attributes, children });

export const text = (value: string): XmlText => ({ type: 'text', value });

/** The text of nodes and of everything in them. */
export const textOf = (nodes: readonly XmlNode[]): string =>
	nodes.map((node) => (node.type === 'text' ? node.value : textOf(node.children))).join('');

export const hasClass = ({ attributes }: XmlElement, name: string): boolean =>
	attributes.class?.split(/\s+/).includes(name) ?? false;

/** All elements of a tree, in document order. */
export function* elementsOf(nodes: readonly XmlNode[]): Generator<XmlElement> {
	for (const node of nodes)
		if (node.type === 'element') {
			yield node;
			yield* elementsOf(node.children);
		}
}

/** Elements of HTML without content. */
const empty = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/** Escaped, without the characters that XML 1.0 does not allow (section 2.2). */
export const escapeXml = (value: string): string =>
	value
		.toWellFormed()
		// eslint-disable-next-line no-control-regex -- they are what is removed
		.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');

/** XML writes a line break in an attribute as a space, unless it is escaped. */
const escapeAttribute = (value: string) => escapeXml(value).replace(/[\t\n\r]/g, ' ');

/**
 * Serializes nodes so that an XML parser and an HTML parser read the same: only elements that HTML
 * knows as empty, and those of SVG, close themselves.
 */
export const toXml = (nodes: readonly XmlNode[], isSvg = false): string =>
	nodes
		.map((node) => {
			if (node.type === 'text') return escapeXml(node.value);
			const { name, attributes, children } = node;
			const written = Object.entries(attributes)
				.map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`)
				.join('');
			const inSvg = isSvg || name === 'svg';
			return empty.has(name) || (inSvg && !children.length)
				? `<${name}${written} />`
				: `<${name}${written}>${toXml(children, inSvg)}</${name}>`;
		})
		.join('');
