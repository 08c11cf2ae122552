import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { element, text } from './element.ts';

/**
 * A Mermaid diagram as inline SVG whose colours are the page's custom properties.
 * @param id distinct in the page; the drawing's own ids are put behind it
 * @throws where the source is not a diagram that can be drawn
 */
export async function diagram(
	source: string,
	alt: string,
	caption: string,
	id: string
): Promise<Element> {
	// Loaded late: few articles draw, and the layout engine is large.
	const { renderMermaidSVG } = await import('beautiful-mermaid');
	const tree = fromHtml(renderMermaidSVG(source, { transparent: true }), {
		fragment: true,
		space: 'svg'
	});
	const svg = tree.children.find((node): node is Element => node.type === 'element');
	if (!svg) throw new Error('nothing was drawn');
	svg.children = svg.children.filter((node) => node.type !== 'element' || node.tagName !== 'style');
	visit(svg, 'element', (node) => {
		delete node.properties.style;
		for (const [name, value] of Object.entries(node.properties)) {
			if (name.startsWith('data')) delete node.properties[name];
			else if (typeof value === 'string')
				node.properties[name] = value
					.replace(/url\(#(.+?)\)/g, `url(#${id}-$1)`)
					.replace(/^-?\d+\.\d{3,}$/, (digits) => String(Math.round(Number(digits) * 100) / 100));
		}
		if (node.properties.id) node.properties.id = `${id}-${node.properties.id}`;
	});
	svg.properties = { ...svg.properties, role: 'img', ariaLabel: alt };
	return element('figure', { className: ['diagram'] }, [
		element(
			'div',
			{ className: ['scroll'], tabIndex: 0, role: 'group', ariaLabel: caption || 'Diagram' },
			[svg]
		),
		...(caption ? [element('figcaption', {}, [text(caption)])] : [])
	]);
}
