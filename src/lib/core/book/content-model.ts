import { element, type XmlElement, type XmlNode } from '../markup/xml.ts';

// Browsers show any nesting of elements; a book is invalid unless each is where HTML admits it.

const setOf = (names: string) => new Set(names.split(' '));

const phrasing = setOf(
	'a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q ruby s samp small span strong sub sup u var wbr'
);
const flow = setOf('aside blockquote div dl figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul');
/** Elements that stand only in some others. */
const parents: Record<string, ReadonlySet<string>> = {
	caption: setOf('table'),
	col: setOf('colgroup'),
	colgroup: setOf('table'),
	dd: setOf('dl'),
	dt: setOf('dl'),
	figcaption: setOf('figure'),
	li: setOf('ol ul'),
	rp: setOf('ruby'),
	rt: setOf('ruby'),
	tbody: setOf('table'),
	td: setOf('tr'),
	tfoot: setOf('table'),
	th: setOf('tr'),
	thead: setOf('table'),
	tr: setOf('table tbody tfoot thead')
};
/** What their text and other elements are wrapped in. */
const wrappers: Record<string, string> = { dl: 'dd', ol: 'li', ul: 'li' };
/** Elements that hold no blocks. */
const holdsPhrasing = setOf(
	'abbr b bdi bdo cite code dfn em h1 h2 h3 h4 h5 h6 i kbd mark p pre q rp rt ruby s samp small span strong sub sup u var'
);
const structural = setOf('colgroup table tbody tfoot thead tr');
const dropped = setOf('audio canvas embed iframe math object svg template video');

/** A tree in which every element is known and stands where HTML admits it. */
export const validContent = (nodes: readonly XmlNode[]): XmlNode[] =>
	nodes.flatMap((node) => valid(node, element('div'), false));

function valid(node: XmlNode, parent: XmlElement, isInline: boolean): XmlNode[] {
	if (node.type === 'text') return [node];
	const { name, attributes } = node;
	if (dropped.has(name)) return [];
	if (name === 'hr' && isInline) return [];
	const placed = placedName(node, parent, isInline);
	// What HTML knows by other names, such as `header`, only groups.
	if (!placed) return childrenOf(node, parent, isInline);
	const result = element(placed, attributes);
	result.children = arranged(
		result,
		childrenOf(node, result, isInline || holdsPhrasing.has(placed))
	);
	if (isEmptyList(result)) return [];
	return [placed === 'dl' && !hasPairs(result) ? withoutTerms(result) : result];
}

const childrenOf = (node: XmlElement, parent: XmlElement, isInline: boolean) =>
	node.children.flatMap((child) => valid(child, parent, isInline));

/** The name under which an element may stand in its parent; nothing if its content takes its place. */
function placedName(
	{ name, attributes }: XmlElement,
	parent: XmlElement,
	isInline: boolean
): string | undefined {
	if (Object.hasOwn(parents, name))
		return parents[name]!.has(parent.name)
			? name
			: isInline || phrasing.has(parent.name)
				? 'span'
				: 'div';
	// A group of a term and its details; the list can do without.
	if (name === 'div' && parent.name === 'dl') return undefined;
	if (name === 'bdo' && !attributes.dir) return 'span';
	if (name === 'a' && attributes.href === undefined) return 'span';
	if (phrasing.has(name)) return name;
	if (name === 'nobr' || name === 'time' || name === 'output') return 'span';
	if (flow.has(name)) return isInline ? 'span' : name;
	return undefined;
}

/** Wraps what may not stand directly in a list, and drops text between the parts of a table. */
function arranged({ name }: XmlElement, children: XmlNode[]): XmlNode[] {
	if (structural.has(name))
		return children.filter((node) => node.type === 'element' && Object.hasOwn(parents, node.name));
	const wrapper = wrappers[name];
	if (!wrapper) return children;
	return children.map((node) => {
		const isItem =
			node.type === 'text' ? !node.value.trim() : (parents[node.name]?.has(name) ?? false);
		return isItem ? node : element(wrapper, {}, [node]);
	});
}

/** A list or a row needs an item. */
const isEmptyList = ({ name, children }: XmlElement) =>
	(name in wrappers || name === 'tr' || name === 'table') &&
	!children.some((node) => node.type === 'element');

const elementsIn = ({ children }: XmlElement) =>
	children.filter((node): node is XmlElement => node.type === 'element');

/** In a list of terms, each has details. */
const hasPairs = (list: XmlElement) =>
	/^(?:(?:dt )+(?:dd )+)+$/.test(
		elementsIn(list)
			.map(({ name }) => `${name} `)
			.join('')
	);

/** A list of terms or details without the other, as blocks. */
const withoutTerms = (list: XmlElement): XmlElement =>
	element(
		'div',
		list.attributes,
		elementsIn(list).map(({ attributes, children }) => element('div', attributes, children))
	);
