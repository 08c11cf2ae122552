import type { Element } from 'hast';
import { toString } from 'hast-util-to-string';
import { visit } from '../visit.ts';
import type { Edge, Graph } from './graph.ts';
import { labelLetters } from './labels.ts';
import { createMarkers, type AddMarker } from './line-ends.ts';
import type { Message, Sequence } from './read-sequence.ts';
import { isElement, reshape } from './shape-nodes.ts';
import { DiagramError } from './statements.ts';
import { startsWithNote } from './write-mermaid.ts';

/**
 * Compares the drawing with what the author wrote, and adds what the renderer does not support:
 * circles and crosses as line ends, some shapes, lines without arrowheads.
 */

const letters = (node: Element) => toString(node).replace(/\s+/g, '');

/** The drawn elements of a class, by a key. Each can be taken once. */
function drawn(svg: Element, className: string, keyOf: (node: Element) => string) {
	const found = new Map<string, Element[]>();
	visit(svg, 'element', (node) => {
		if (!(node.properties.className as string[] | undefined)?.includes(className)) return;
		const key = keyOf(node);
		found.set(key, [...(found.get(key) ?? []), node]);
	});
	return {
		/** @throws {DiagramError} if it was not drawn */
		take(key: string, line: number, what: string): Element {
			const node = found.get(key)?.shift();
			if (!node) throw new DiagramError(line, `${what} would not be drawn; write it differently`);
			return node;
		},
		/** @throws {DiagramError} if more was drawn than was written */
		finish(what: string) {
			const [key] = [...found].find(([, nodes]) => nodes.length) ?? [];
			if (key !== undefined)
				throw new DiagramError(1, `${what} "${key}" would be drawn but is not in the source`);
		}
	};
}

const property = (node: Element, name: string) => String(node.properties[name] ?? '');

/** @throws {DiagramError} if part of the graph is not in its drawing */
export function finishGraph(svg: Element, graph: Graph, ids: Map<string, string>) {
	const nodes = drawn(svg, 'node', (node) => property(node, 'dataId'));
	for (const { id, label, shape, line } of graph.nodes.values()) {
		const node = nodes.take(ids.get(id)!, line, `node "${label || id}"`);
		if (letters(node) !== labelLetters(label))
			throw new DiagramError(line, `label "${label}" would be drawn as "${toString(node).trim()}"`);
		reshape(node, shape);
	}
	nodes.finish('a node');
	const groups = drawn(svg, 'subgraph', (node) => property(node, 'dataId'));
	for (const { id, label, line } of graph.groups)
		groups.take(ids.get(id)!, line, `group "${label}"`);
	const keyOf = (node: Element) => `${property(node, 'dataFrom')} → ${property(node, 'dataTo')}`;
	const edges = drawn(svg, 'edge', keyOf);
	const labels = drawn(svg, 'edge-label', (node) => `${keyOf(node)} ${letters(node)}`);
	const addMarker = createMarkers(svg);
	for (const edge of graph.edges) {
		const key = `${ids.get(edge.from)} → ${ids.get(edge.to)}`;
		const line = edges.take(key, edge.line, `the arrow from "${edge.from}" to "${edge.to}"`);
		if (edge.label)
			labels.take(`${key} ${labelLetters(edge.label)}`, edge.line, `label "${edge.label}"`);
		finishEdge(line, edge, graph.kind, addMarker);
	}
	edges.finish('an arrow');
}

function finishEdge(line: Element, edge: Edge, kind: Graph['kind'], addMarker: AddMarker) {
	if (edge.stroke === 'invisible') {
		line.properties = { visibility: 'hidden' };
		return;
	}
	if (kind === 'state' && edge.stroke === 'dotted') line.properties.strokeDashArray = ['4', '4'];
	if (edge.end !== 'arrow') delete line.properties.markerEnd;
	addMarker(line, 'markerEnd', edge.end);
	addMarker(line, 'markerStart', edge.start);
}

/** @throws {DiagramError} if part of the sequence is not in its drawing */
export function finishSequence(svg: Element, sequence: Sequence, ids: Map<string, string>) {
	const { participants, events } = sequence;
	const actors = drawn(svg, 'actor', (node) => `${property(node, 'dataId')} ${letters(node)}`);
	for (const { id, label, line } of participants.values())
		actors.take(`${ids.get(id)} ${labelLetters(label)}`, line, `participant "${label}"`);
	actors.finish('a participant');
	const messages = drawn(
		svg,
		'message',
		(node) => `${property(node, 'dataFrom')} → ${property(node, 'dataTo')} ${letters(node)}`
	);
	const notes = drawn(svg, 'note', letters);
	const blocks = drawn(svg, 'block', (node) => property(node, 'dataType'));
	if (startsWithNote(events))
		Object.assign(messages.take('p1 → p1 #', 1, 'the first note'), { children: [] });
	const addMarker = createMarkers(svg);
	const pending: [string, number, string][] = [];
	for (const event of events) {
		const { label, line } = event;
		if (event.kind === 'message') {
			const key = `${ids.get(event.from)} → ${ids.get(event.to)} ${labelLetters(label)}`;
			finishMessage(messages.take(key, line, `message "${label}"`), event, addMarker);
		} else if (event.kind === 'note') notes.take(labelLetters(label), line, `note "${label}"`);
		else if (event.kind !== 'end') pending.push([event.type, line, label]);
	}
	const words = letters(svg);
	for (const [type, line, label] of pending) {
		if (!['else', 'and', 'option'].includes(type))
			blocks.take(type, line, `block "${type} ${label}"`);
		if (!words.includes(labelLetters(label)))
			throw new DiagramError(line, `label "${label}" would not be drawn; write it differently`);
	}
	messages.finish('a message');
	notes.finish('a note');
}

function finishMessage(group: Element, { head, isTwoWay }: Message, addMarker: AddMarker) {
	const line = group.children.filter(isElement).find(({ tagName }) => tagName !== 'text')!;
	if (head === 'none') delete line.properties.markerEnd;
	if (head === 'cross') addMarker(line, 'markerEnd', 'cross');
	if (isTwoWay) line.properties.markerStart = 'url(#seq-arrow)';
}
