import type { Element, ElementContent } from 'hast';
import type { NodeShape } from './graph.ts';

export const isElement = (node: ElementContent): node is Element => node.type === 'element';

/** Turns the renderer's rectangle into a shape that the renderer does not have. */
export function reshape(node: Element, shape: NodeShape) {
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
