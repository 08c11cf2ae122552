import type { Element } from 'hast';
import { element } from '../element.ts';
import type { EdgeEnd } from './graph.ts';

export type AddMarker = (line: Element, name: 'markerStart' | 'markerEnd', end: EdgeEnd) => void;

/** Returns a function that sets line ends which the renderer does not have, and defines each once. */
export function createMarkers(svg: Element): AddMarker {
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
