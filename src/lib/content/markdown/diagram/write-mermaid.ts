import type { Edge, Graph, Group, NodeShape } from './graph.ts';
import { encodeLabel } from './labels.ts';
import type { Sequence } from './read-sequence.ts';

/** Brackets of the shapes that the renderer supports in flowcharts. */
const brackets: Partial<Record<NodeShape, [string, string]>> = {
	rounded: ['(', ')'],
	diamond: ['{', '}'],
	stadium: ['([', '])'],
	circle: ['((', '))'],
	subroutine: ['[[', ']]'],
	doublecircle: ['(((', ')))'],
	hexagon: ['{{', '}}'],
	cylinder: ['[(', ')]'],
	asymmetric: ['>', ']'],
	trapezoid: ['[/', '\\]'],
	'trapezoid-alt': ['[\\', '/]']
};

const lines = {
	solid: ['---', '-->'],
	invisible: ['---', '-->'],
	dotted: ['-.-', '-.->'],
	thick: ['===', '==>']
} as const;

/** Ids for the renderer, which cannot parse all ids that Mermaid allows. */
const rendererIds = (ids: Iterable<string>, prefix: string) =>
	new Map([...ids].map((id, index) => [id, `${prefix}${index + 1}`]));

/** The renderer cannot parse empty labels. */
const label = (text: string) => encodeLabel(text) || ' ';

/** A diagram in the subset of Mermaid that the renderer supports completely. */
export interface Written {
	source: string;
	/** Author's id → renderer's. */
	ids: Map<string, string>;
}

export const writeGraph = (graph: Graph): Written =>
	graph.kind === 'state' ? writeStates(graph) : writeFlowchart(graph);

const allIds = (graph: Graph) =>
	new Map([
		...rendererIds(graph.nodes.keys(), 'n'),
		...rendererIds(
			graph.groups.map(({ id }) => id),
			'g'
		)
	]);

function writeFlowchart(graph: Graph): Written {
	const ids = allIds(graph);
	const out = [`flowchart ${graph.direction}`];
	const write = (group: Group | undefined) => {
		for (const node of graph.nodes.values()) {
			if (node.group !== group) continue;
			const [open, close] = brackets[node.shape] ?? ['[', ']'];
			out.push(`${ids.get(node.id)}${open}${label(node.label)}${close}`);
		}
		for (const inner of graph.groups) {
			if (inner.parent !== group) continue;
			out.push(`subgraph ${ids.get(inner.id)} [${label(inner.label)}]`);
			if (inner.direction) out.push(`direction ${inner.direction}`);
			write(inner);
			out.push('end');
		}
	};
	write(undefined);
	for (const edge of graph.edges) out.push(writeEdge(edge, ids));
	for (const node of graph.nodes.values())
		if (node.style) out.push(`style ${ids.get(node.id)} ${node.style}`);
	for (const [number, style] of graph.edgeStyles) out.push(`linkStyle ${number} ${style}`);
	return { source: out.join('\n'), ids };
}

function writeEdge(edge: Edge, ids: Map<string, string>): string {
	const start = edge.start === 'arrow' ? '<' : '';
	const line = lines[edge.stroke][edge.end === 'arrow' ? 1 : 0];
	const words = edge.label ? `|${label(edge.label)}|` : '';
	return `${ids.get(edge.from)} ${start}${line}${words} ${ids.get(edge.to)}`;
}

/** Start and end states are written `[*]` and have no ids; the renderer numbers them. */
function writeStates(graph: Graph): Written {
	const ids = allIds(graph);
	const out = ['stateDiagram-v2', `direction ${graph.direction}`];
	const counts = { start: 0, end: 0 };
	const left = new Set(graph.edges);
	const endpoint = (id: string) => {
		const shape = graph.nodes.get(id)?.shape;
		if (shape !== 'start' && shape !== 'end') return ids.get(id);
		const count = ++counts[shape];
		ids.set(id, `_${shape}${count > 1 ? count : ''}`);
		return '[*]';
	};
	const writeEdges = (isHere: (edge: Edge) => boolean) => {
		for (const edge of [...left].filter(isHere)) {
			left.delete(edge);
			const [from, to] = [endpoint(edge.from), endpoint(edge.to)];
			out.push(`${from} --> ${to}${edge.label ? ` : ${label(edge.label)}` : ''}`);
		}
	};
	const write = (group: Group | undefined) => {
		for (const node of graph.nodes.values())
			if (node.group === group && node.shape !== 'start' && node.shape !== 'end')
				out.push(`state "${label(node.label)}" as ${ids.get(node.id)}`);
		for (const inner of graph.groups) {
			if (inner.parent !== group) continue;
			out.push(`state "${label(inner.label)}" as ${ids.get(inner.id)} {`);
			if (inner.direction) out.push(`direction ${inner.direction}`);
			write(inner);
			out.push('}');
		}
		writeEdges((edge) =>
			[edge.from, edge.to].some((id) => {
				const node = graph.nodes.get(id);
				return (node?.shape === 'start' || node?.shape === 'end') && node.group === group;
			})
		);
	};
	write(undefined);
	writeEdges(() => true);
	return { source: out.join('\n'), ids };
}

/** A sequence in the subset of Mermaid that the renderer supports completely. */
export function writeSequence({ participants, events }: Sequence): Written {
	const ids = rendererIds(participants.keys(), 'p');
	const out = ['sequenceDiagram'];
	for (const { id, type, label: words } of participants.values())
		out.push(`${type} ${ids.get(id)} as ${label(words)}`);
	// The renderer drops notes before the first message, so a message is added; `finishSequence` removes it.
	if (startsWithNote(events)) out.push(`p1->>p1: ${encodeLabel('#')}`);
	for (const event of events)
		if (event.kind === 'message') {
			const line = event.isDashed ? '--' : '-';
			const head = event.head === 'open' ? ')' : '>>';
			const mark = event.activates ? '+' : event.deactivates ? '-' : '';
			out.push(
				`${ids.get(event.from)}${line}${head}${mark}${ids.get(event.to)}: ${label(event.label)}`
			);
		} else if (event.kind === 'note')
			out.push(
				`Note ${event.place} ${event.of.map((id) => ids.get(id)).join(',')}: ${label(event.label)}`
			);
		else if (event.kind === 'end') out.push('end');
		else
			out.push(
				`${event.type === 'option' ? 'else' : event.type} ${encodeLabel(event.label)}`.trim()
			);
	return { source: out.join('\n'), ids };
}

export const startsWithNote = (events: Sequence['events']) =>
	events.find(({ kind }) => kind === 'note' || kind === 'message')?.kind === 'note';
