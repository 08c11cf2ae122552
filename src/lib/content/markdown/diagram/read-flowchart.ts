import { Graph, type Edge, type EdgeEnd, type GraphNode } from './graph.ts';
import { readLabel } from './labels.ts';
import { brackets, namedShapes } from './shapes.ts';
import { DiagramError, type Statement } from './statements.ts';
import { readStyle } from './style.ts';

const nodeId = /^(?:[\p{L}\p{N}\p{M}_.$!?*+'/#\\]|-(?![->.])|=(?!=))+/u;
const edgeId = /^[\w-]+@(?=[<xo]?(?:--|==|-\.|~~))/;
const wholeLink = /^([<xo]?)(?:(--+)([->xo])|(==+)([=>xo])|(-\.+-)([>xo]?))/;
const linkWithText =
	/^([<xo]?)(?:--\s*([^-\s](?:(?!--).)*?)\s*--+([->xo])|==\s*([^=\s](?:(?!==).)*?)\s*==+([=>xo])|-\.\s*([^-.\s].*?)\s*\.+-([>xo]?))/;
const invisibleLink = /^~~~+/;

const ends: Record<string, EdgeEnd> = { '>': 'arrow', '<': 'arrow', o: 'circle', x: 'cross' };
const endOf = (mark: string | undefined) => ends[mark ?? ''] ?? 'none';

const directions: Record<string, string> = {
	TB: 'TB',
	TD: 'TD',
	BT: 'BT',
	LR: 'LR',
	RL: 'RL',
	'>': 'LR',
	'<': 'RL',
	'^': 'BT',
	v: 'TD'
};

/** Reads the statements of a flowchart. @throws {DiagramError} where one cannot be read */
export function readFlowchart([header, ...statements]: Statement[]): Graph {
	const graph = new Graph('flowchart');
	const [, direction = 'TB'] = /^(?:graph|flowchart)(?:\s+(.+))?$/i.exec(header!.text) ?? [];
	if (!directions[direction.toUpperCase()] && !directions[direction])
		throw new DiagramError(header!.line, `"${direction}" is not a direction; use TB, BT, LR or RL`);
	graph.direction = (directions[direction] ?? directions[direction.toUpperCase()])!;
	const classes = new Map<string, string>();
	const classOf = new Map<string, string>();
	for (const { text, line } of statements) {
		const [keyword, rest] = splitKeyword(text);
		if (keyword === 'subgraph') openSubgraph(graph, rest, line);
		else if (text === 'end') graph.closeGroup(line, 'end');
		else if (keyword === 'direction') graph.setDirection(rest.toUpperCase());
		else if (keyword === 'classDef') {
			const [names, style] = splitKeyword(rest);
			for (const name of names.split(',')) classes.set(name, readStyle(style, line));
		} else if (keyword === 'class') {
			const [ids, name] = splitKeyword(rest);
			for (const id of ids.split(',')) classOf.set(id.trim(), name);
		} else if (keyword === 'style') {
			const [ids, style] = splitKeyword(rest);
			for (const id of ids.split(','))
				graph.node(id.trim(), line, 'rectangle').style = readStyle(style, line);
		} else if (keyword === 'linkStyle') {
			const [numbers, style] = splitKeyword(rest);
			for (const number of numbers.split(','))
				graph.edgeStyles.set(number.trim(), readStyle(style, line));
		} else if (keyword === 'click' || keyword === 'href')
			throw new DiagramError(line, 'cannot have links; put the link in the text below it');
		else readChain(graph, text, line, classOf);
	}
	graph.finish('end');
	// An arrow may lead to a subgraph: its id is no node.
	for (const { id } of graph.groups) graph.nodes.delete(id);
	for (const [id, name] of classOf) {
		const node = graph.nodes.get(id);
		if (!node) continue;
		const style = classes.get(name);
		if (style) node.style ??= style;
	}
	const common = classes.get('default');
	if (common) for (const node of graph.nodes.values()) node.style ??= common;
	return graph;
}

function splitKeyword(text: string): [string, string] {
	const [, first = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
	return [first, rest.trim()];
}

function openSubgraph(graph: Graph, text: string, line: number) {
	const [, id, label] = /^([^\s["]+)\s*\[(.+)\]$/.exec(text) ?? [];
	const name = text || `subgraph ${graph.groups.length + 1}`;
	graph.openGroup(id ?? name, readLabel(label ?? name), line);
}

/** `A --> B & C --> D` */
function readChain(graph: Graph, text: string, line: number, classOf: Map<string, string>) {
	const cursor = new Cursor(text, line);
	let sources = readNodes(graph, cursor, classOf);
	while (cursor.rest) {
		const link = readLink(cursor);
		const targets = readNodes(graph, cursor, classOf);
		for (const from of sources)
			for (const to of targets) graph.edges.push({ ...link, from: from.id, to: to.id, line });
		sources = targets;
	}
}

/** What is left of a statement that is read from its start. */
class Cursor {
	constructor(
		public rest: string,
		readonly line: number
	) {}

	take(length: number): string {
		const taken = this.rest.slice(0, length);
		this.rest = this.rest.slice(length).trimStart();
		return taken;
	}

	match(pattern: RegExp): RegExpExecArray | null {
		const match = pattern.exec(this.rest);
		if (match) this.take(match[0].length);
		return match;
	}

	fail(problem: string): never {
		throw new DiagramError(this.line, problem);
	}
}

function readNodes(graph: Graph, cursor: Cursor, classOf: Map<string, string>): GraphNode[] {
	const nodes = [readNode(graph, cursor, classOf)];
	while (cursor.match(/^&/)) nodes.push(readNode(graph, cursor, classOf));
	return nodes;
}

function readNode(graph: Graph, cursor: Cursor, classOf: Map<string, string>): GraphNode {
	const id = nodeId.exec(cursor.rest)?.[0];
	if (!id)
		cursor.fail(
			cursor.rest
				? `"${cursor.rest}" cannot be read: expected a node, such as A or A["text"]`
				: 'the arrow has no target; add a node after it'
		);
	// The bracket follows at once: `A [x]` is no node with a label.
	cursor.rest = cursor.rest.slice(id.length);
	const node = graph.node(id, cursor.line, 'rectangle');
	if (cursor.rest.startsWith('@{')) readProperties(node, cursor);
	const bracket = brackets.find(([open]) => cursor.rest.startsWith(open));
	if (bracket) readBracket(node, cursor, bracket);
	const name = /^:::([\w-]+)/.exec(cursor.rest);
	if (name) {
		classOf.set(id, name[1]!);
		cursor.take(name[0].length);
	}
	cursor.rest = cursor.rest.trimStart();
	return node;
}

function readBracket(node: GraphNode, cursor: Cursor, [open, closings]: (typeof brackets)[number]) {
	const inside = cursor.rest.slice(open.length);
	const quote = /^\s*"[^"]*"\s*/.exec(inside)?.[0].length ?? 0;
	const found = closings
		.map(([close, shape]) => ({ close, shape, at: inside.indexOf(close, quote) }))
		.filter(({ at }) => at >= quote)
		.sort((a, b) => a.at - b.at)[0];
	if (!found) cursor.fail(`"${open}" has no end; close it with "${closings[0]![0]}"`);
	node.label = readLabel(inside.slice(0, found.at));
	node.shape = found.shape;
	cursor.rest = inside.slice(found.at + found.close.length);
}

/** `A@{ shape: cyl, label: "words" }` */
function readProperties(node: GraphNode, cursor: Cursor) {
	const end = cursor.rest.indexOf('}');
	if (end < 0) cursor.fail('"@{" has no end; close it with "}"');
	const text = cursor.rest.slice(2, end);
	cursor.rest = cursor.rest.slice(end + 1);
	for (const [, key, quoted, bare] of text.matchAll(/([\w-]+)\s*:\s*(?:"([^"]*)"|([^,"]+))/g)) {
		const value = (quoted ?? bare!).trim();
		if (key === 'label') node.label = readLabel(value);
		else if (key === 'shape' && Object.hasOwn(namedShapes, value)) node.shape = namedShapes[value]!;
		else
			cursor.fail(
				`"${key}: ${value}" is not drawn; shapes are ${Object.keys(namedShapes).join(', ')}`
			);
	}
}

type Link = Omit<Edge, 'from' | 'to' | 'line'>;

function readLink(cursor: Cursor): Link {
	cursor.match(edgeId);
	const invisible = cursor.match(invisibleLink);
	if (invisible) return { stroke: 'invisible', start: 'none', end: 'none', label: '' };
	const whole = cursor.match(wholeLink);
	if (whole) {
		const [, start, solid, solidEnd, thick, thickEnd, , dottedEnd] = whole;
		return {
			stroke: solid ? 'solid' : thick ? 'thick' : 'dotted',
			start: endOf(start),
			end: endOf(solidEnd ?? thickEnd ?? dottedEnd),
			label: readLabel(cursor.match(/^\|("[^"]*"|[^|]*)\|/)?.[1] ?? '')
		};
	}
	const withText = cursor.match(linkWithText);
	if (!withText)
		cursor.fail(
			`"${cursor.rest}" cannot be read: expected an arrow, such as -->, ---, -.-> or ==>`
		);
	const [, start, solid, solidEnd, thick, thickEnd, dotted, dottedEnd] = withText;
	return {
		stroke: solid !== undefined ? 'solid' : thick !== undefined ? 'thick' : 'dotted',
		start: endOf(start),
		end: endOf(solidEnd ?? thickEnd ?? dottedEnd),
		label: readLabel((solid ?? thick ?? dotted)!)
	};
}
