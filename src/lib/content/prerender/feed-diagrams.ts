import { createHash } from 'node:crypto';
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { visit } from 'unist-util-visit';
import { element } from '$lib/content/markdown/element.ts';

/** Our custom properties in the light theme, see `prose.css` and `theme.css`. */
const colors: Record<string, string> = {
	'--bg': '#fbfaf6',
	'--fg': '#1f1d1a',
	'--_text': '#1f1d1a',
	'--_text-sec': '#1f1d1a',
	'--_text-muted': '#544f48',
	'--_text-faint': '#544f48',
	'--_line': '#837c70',
	'--_arrow': '#8c2f0e',
	'--_node-fill': '#ffffff',
	'--_node-stroke': '#837c70',
	'--_group-fill': '#f3f1ea',
	'--_group-hdr': '#f3f1ea',
	'--_inner-stroke': '#dedacf',
	'--_key-badge': '#f3f1ea'
};

export interface DiagramFile {
	/** In the folder of the article's page. Its hash keeps it apart from the author's own files. */
	name: string;
	svg: string;
	alt: string;
	width: string;
	height: string;
}

/** The diagrams of an article, in order, as files that show the same wherever they are shown. */
export function diagramFiles(article: Root): DiagramFile[] {
	const files: DiagramFile[] = [];
	visit(article, 'element', (node) => {
		if (node.tagName === 'svg' && node.properties.role === 'img') files.push(diagramFile(node));
	});
	return files;
}

export const diagramFilesOf = (html: string): DiagramFile[] =>
	html.includes('<figure class="diagram"') ? diagramFiles(fromHtml(html, { fragment: true })) : [];

function diagramFile(drawn: Element): DiagramFile {
	const { width, height, viewBox, ariaLabel } = drawn.properties;
	const [x, y] = String(viewBox ?? '0 0').split(/[\s,]+/);
	const paper = element('rect', { x, y, width: '100%', height: '100%', fill: colors['--bg'] });
	const tree = structuredClone(drawn);
	tree.properties = { ...tree.properties, fontFamily: 'system-ui, sans-serif' };
	tree.properties.xmlns = 'http://www.w3.org/2000/svg';
	tree.children.unshift(paper);
	visit(tree, 'element', ({ properties }) => {
		for (const [name, value] of Object.entries(properties))
			if (typeof value === 'string') properties[name] = withFixedColors(value);
	});
	const svg = toHtml(tree, { space: 'svg', closeEmptyElements: true });
	const hash = createHash('sha256').update(svg).digest('hex').slice(0, 12);
	return {
		name: `diagram-${hash}.svg`,
		svg,
		alt: String(ariaLabel ?? ''),
		width: String(Math.round(Number(width))),
		height: String(Math.round(Number(height)))
	};
}

const withFixedColors = (value: string) =>
	value.replace(/var\((--[\w-]+)[^)]*\)/g, (_, name: string) => colors[name] ?? colors['--fg']!);
