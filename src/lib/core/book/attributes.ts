import { element, type XmlElement, type XmlNode } from '../markup/xml.ts';

const classes = new Set(
	(
		'align-center align-left align-right bar callout caption chart code details diagram image island ' +
		'line on-the-web proof summary value c s n k t f a'
	).split(' ')
);

const isLanguage = (value: string) => {
	try {
		return Intl.getCanonicalLocales(value).length === 1;
	} catch {
		return false;
	}
};

const isNumber = (value: string) => /^\d{1,4}$/.test(value) && Number(value) > 0;

type Check = (value: string, node: XmlElement, parent: XmlElement | undefined) => boolean;

/** The attributes that elements keep, and which of their values are valid in a book. */
const checks: Record<string, Check> = {
	alt: (_, { name }) => name === 'img',
	colspan: isNumber,
	dir: (value) => /^(?:ltr|rtl|auto)$/.test(value),
	height: (value, { name }) => name === 'img' && isNumber(value),
	href: (_, { name }) => name === 'a',
	id: (value) => value !== '',
	lang: isLanguage,
	reversed: (_, { name }) => name === 'ol',
	rowspan: isNumber,
	scope: (value, { name }) => name === 'th' && /^(?:row|col|rowgroup|colgroup)$/.test(value),
	span: (value, { name }) => name.startsWith('col') && isNumber(value),
	src: (_, { name }) => name === 'img',
	start: (value, { name }) => name === 'ol' && /^-?\d{1,9}$/.test(value),
	style: (_, { attributes }) => attributes.class === 'bar',
	title: (value) => value !== '',
	type: (value, { name }) => name === 'ol' && /^[1aAiI]$/.test(value),
	value: (value, { name }, parent) =>
		name === 'li' && parent?.name === 'ol' && /^-?\d{1,9}$/.test(value),
	width: (value, { name }) => name === 'img' && isNumber(value)
};

/** A tree with the attributes that mean something in a book, and are valid there. */
export const bookAttributes = (nodes: readonly XmlNode[], parent?: XmlElement): XmlNode[] =>
	nodes.map((node) =>
		node.type === 'text'
			? node
			: element(node.name, attributesOf(node, parent), bookAttributes(node.children, node))
	);

function attributesOf(node: XmlElement, parent: XmlElement | undefined): Record<string, string> {
	const kept = Object.fromEntries(
		Object.entries(node.attributes).filter(([name, value]) => checks[name]?.(value, node, parent))
	);
	const known = node.attributes.class?.split(/\s+/).filter((name) => classes.has(name)) ?? [];
	if (known.length) kept.class = known.join(' ');
	if (kept.lang) kept['xml:lang'] = kept.lang;
	if (kept.reversed !== undefined) kept.reversed = 'reversed';
	if (node.name === 'img') kept.alt ??= '';
	return { ...kept, ...footnoteAttributes(node) };
}

/** Readers open a footnote above the text where they know what it is. */
function footnoteAttributes({ name, attributes }: XmlElement): Record<string, string> {
	if ('data-footnote-ref' in attributes) return { 'epub:type': 'noteref', role: 'doc-noteref' };
	if ('data-footnote-backref' in attributes)
		return { role: 'doc-backlink', 'epub:type': 'backlink' };
	if (name === 'section' && 'data-footnotes' in attributes)
		return { 'epub:type': 'footnotes', role: 'doc-endnotes' };
	return {};
}
