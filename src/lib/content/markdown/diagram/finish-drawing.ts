import type { Element, ElementContent } from 'hast';
import { toString } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import { element } from '../element.ts';
import type { Edge, EdgeEnd, Graph, NodeShape } from './graph.ts';
import { labelLetters } from './labels.ts';
import type { Message, Sequence } from './read-sequence.ts';
import { DiagramError } from './statements.ts';
import { startsWithNote } from './write-mermaid.ts';

/**
 * Compares what an author wrote with what was drawn, and draws what the renderer has no means for:
 * circles and crosses at the ends of lines, some shapes, lines without heads.
 */

const letters = (node: Element) => toString(node).replace(/\s+/g, '');

/** Elements of a class by the key that they are asked for by, each of them to be taken once. */
function drawn(svg: Element, className: string, keyOf: (node: Element) => string) {
	const found = new Map<string, Element[]>();
	visit(svg, 'element', (node) => {
		if (!(node.properties.className as string[] | undefined)?.includes(className)) return;
		const key = keyOf(node);
		found.set(key, [...(found.get(key) ?? []), node]);
	});
	return {
		/** @throws {DiagramError} where it was not drawn */
		take(key: string, line: number, what: string): Element {
			const node = found.get(key)?.shift();
			if (!node) throw new DiagramError(line, `${what} would not be drawn; write it differently`);
			return node;
		},
		/** @throws {DiagramError} where more was drawn than was written */
		finish(what: string) {
			const [key] = [...found].find(([, nodes]) => nodes.length) ?? [];
			if (key !== undefined)
				throw new DiagramError(1, `${what} "${key}" would be drawn but is not in the source`);
		}
	};
}

const property = (node: Element, name: string) => String(node.properties[name] ?? '');

/** @throws {DiagramError} where something of the graph is not in its drawing */
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
	const addMarker = markers(svg);
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

type AddMarker = (line: Element, name: 'markerStart' | 'markerEnd', end: EdgeEnd) => void;

/** Adds the ends that the renderer does not have to its definitions, each when it is first needed. */
function markers(svg: Element): AddMarker {
	const made = new Set<EdgeEnd>();
	const marks: Partial<Record<EdgeEnd, Element>> = {
		circle: element('circle', {
			cx: '5',
			cy: '5',
			r: '3.5',
			fill: 'var(--bg)',
			stroke: 'var(--_arrow)'
		}),
		cross: element('path', { d: 'M2 2 8 8M8 2 2 8', fill: 'none', stroke: 'var(--_arrow)' })
	};
	return (line, name, end) => {
		const mark = marks[end];
		if (!mark) return;
		line.properties[name] = `url(#${end}-end)`;
		if (made.has(end)) return;
		made.add(end);
		const definitions = svg.children.find(
			(node) => node.type === 'element' && node.tagName === 'defs'
		);
		(definitions as Element).children.push(
			element(
				'marker',
				{
					id: `${end}-end`,
					viewBox: '0 0 10 10',
					refX: '9',
					refY: '5',
					markerWidth: '10',
					markerHeight: '10',
					orient: 'auto-start-reverse'
				},
				[mark]
			)
		);
	};
}

const isElement = (node: ElementContent): node is Element => node.type === 'element';

/** Shapes that are made of the renderer's rectangle. */
function reshape(node: Element, shape: NodeShape) {
	const rect = node.children.filter(isElement).find(({ tagName }) => tagName === 'rect');
	if (!rect) return;
	const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) =>
		Number(rect.properties[name])
	) as [number, number, number, number];
	const slant = Math.min(12, width / 4);
	const right = x + width;
	const bottom = y + height;
	const points: Partial<Record<NodeShape, number[][]>> = {
		parallelogram: [
			[x + slant, y],
			[right, y],
			[right - slant, bottom],
			[x, bottom]
		],
		'parallelogram-alt': [
			[x, y],
			[right - slant, y],
			[right, bottom],
			[x + slant, bottom]
		],
		choice: [
			[x + width / 2, y],
			[right, y + height / 2],
			[x + width / 2, bottom],
			[x, y + height / 2]
		]
	};
	const corners = points[shape];
	if (corners) {
		const { fill, stroke, strokeWidth } = rect.properties;
		rect.tagName = 'polygon';
		rect.properties = { points: corners.join(' '), fill, stroke, strokeWidth };
	} else if (shape === 'bar') rect.properties.fill = 'var(--_text)';
	else if (shape === 'note')
		Object.assign(rect.properties, {
			rx: 0,
			ry: 0,
			fill: 'var(--bg)',
			strokeDashArray: ['3', '3']
		});
}

/** @throws {DiagramError} where something of the sequence is not in its drawing */
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
	const addMarker = markers(svg);
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
