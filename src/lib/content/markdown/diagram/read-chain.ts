import type { Edge, EdgeEnd, Graph, GraphNode } from './graph.ts';
import { readLabel } from './labels.ts';
import { brackets, namedShapes } from './shapes.ts';
import { DiagramError } from './statements.ts';

const nodeId = /^(?:[\p{L}\p{N}\p{M}_.$!?*+'/#\\]|-(?![->.])|=(?!=))+/u;
const edgeId = /^[\w-]+@(?=[<xo]?(?:--|==|-\.|~~))/;
const wholeLink = /^([<xo]?)(?:(--+)([->xo])|(==+)([=>xo])|(-\.+-)([>xo]?))/;
const linkWithText =
	/^([<xo]?)(?:--\s*([^-\s](?:(?!--).)*?)\s*--+([->xo])|==\s*([^=\s](?:(?!==).)*?)\s*==+([=>xo])|-\.\s*([^-.\s].*?)\s*\.+-([>xo]?))/;
const invisibleLink = /^~~~+/;

const ends: Record<string, EdgeEnd> = { '>': 'arrow', '<': 'arrow', o: 'circle', x: 'cross' };
const endOf = (mark: string | undefined) => ends[mark ?? ''] ?? 'none';

/** Reads a chain such as `A --> B & C --> D`. @throws {DiagramError} if it cannot be read */
export function readChain(graph: Graph, text: string, line: number, classOf: Map<string, string>) {
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

/** The unread rest of a statement. */
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
	// A bracket must follow directly: `A [x]` is not a node with a label.
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

/** Reads `A@{ shape: cyl, label: "words" }`. */
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
