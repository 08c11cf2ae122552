import { Graph } from './graph.ts';
import { readLabel } from './labels.ts';
import { readChain } from './read-chain.ts';
import { DiagramError, type Statement } from './statements.ts';
import { readStyle } from './style.ts';

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

/** Reads the statements of a flowchart. @throws {DiagramError} if one cannot be read */
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
	// Edges to a subgraph have created a node with its id.
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
