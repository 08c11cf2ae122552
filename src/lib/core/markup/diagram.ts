import { elementsOf, element, toXml, type XmlElement } from './xml.ts';

/** Values for the custom properties of diagrams, see `prose.css`; `--fg` stands for all others. */
export type Palette = Readonly<Record<string, string>> & { '--bg': string; '--fg': string };

/** A diagram as a file that shows the same wherever it is shown. */
export interface DiagramFile {
	svg: string;
	alt: string;
	/** In CSS pixels. */
	width: string;
	height: string;
}

/** A diagram of an article is an `svg` with the role of an image; others are ornaments. */
export const isDiagram = ({ name, attributes }: XmlElement): boolean =>
	name === 'svg' && attributes.role === 'img';

/** Draws a diagram of a page with fixed colors on paper of its own. */
export function diagramFile(drawn: XmlElement, palette: Palette): DiagramFile {
	const { width, height, viewBox = '0 0', 'aria-label': alt = '' } = drawn.attributes;
	const [x = '0', y = '0'] = viewBox.split(/[\s,]+/);
	const tree = withColors(drawn, palette);
	// Its words are the text of the image that shows it.
	delete tree.attributes['aria-label'];
	delete tree.attributes.role;
	tree.attributes['font-family'] = 'Helvetica, Arial, sans-serif';
	tree.attributes.xmlns = 'http://www.w3.org/2000/svg';
	tree.children.unshift(
		element('rect', { x, y, width: '100%', height: '100%', fill: palette['--bg'] })
	);
	for (const { attributes } of elementsOf([tree]))
		for (const name of Object.keys(attributes))
			if (name.startsWith('data-') || name === 'class') delete attributes[name];
	return {
		svg: toXml([tree]),
		alt,
		width: String(Math.round(Number(width))),
		height: String(Math.round(Number(height)))
	};
}

const withColors = (node: XmlElement, palette: Palette): XmlElement => ({
	...node,
	attributes: Object.fromEntries(
		Object.entries(node.attributes).map(([name, value]) => [
			name,
			value.replace(
				/var\((--[\w-]+)[^)]*\)/g,
				(_, property: string) => palette[property] ?? palette['--fg']
			)
		])
	),
	children: node.children.map((child) =>
		child.type === 'text' ? child : withColors(child, palette)
	)
});
