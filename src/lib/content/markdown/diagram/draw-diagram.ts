import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { visit } from '../visit.ts';
import { element, text } from '../element.ts';
import { checkLines } from './check-lines.ts';
import { finishGraph, finishSequence } from './finish-drawing.ts';
import { decodeLabel } from './labels.ts';
import { readFlowchart } from './read-flowchart.ts';
import { readSequence } from './read-sequence.ts';
import { readStateDiagram } from './read-state.ts';
import { DiagramError, readStatements, type DiagramSource } from './statements.ts';
import { writeGraph, writeSequence } from './write-mermaid.ts';

interface DiagramText {
	/** What the diagram shows, in words. If empty, `accTitle` or `accDescr` is used. */
	alt: string;
	caption: string;
}

/**
 * A Mermaid diagram as inline SVG whose colors are custom properties of the page.
 * @param id unique in the page; the prefix of all ids in the drawing
 * @throws {DiagramError} if something in it cannot be drawn
 * @throws {Error} if it has no text alternative
 */
export async function drawDiagram(
	source: string,
	{ alt, caption }: DiagramText,
	id: string
): Promise<Element> {
	const read = readStatements(source);
	const name = alt || read.title || read.description;
	if (!name) throw new Error('needs alt="…", a sentence that says what it shows');
	const svg = await draw(read, source);
	useOwnColours(svg, id);
	svg.properties = { ...svg.properties, role: 'img', ariaLabel: name };
	if (read.description && read.description !== name)
		svg.children.unshift(element('desc', {}, [text(read.description)]));
	return element('figure', { className: ['diagram'] }, [
		element(
			'div',
			{ className: ['scroll'], tabIndex: 0, role: 'group', ariaLabel: caption || 'Diagram' },
			[svg]
		),
		...(caption ? [element('figcaption', {}, [text(caption)])] : [])
	]);
}

async function draw({ statements }: DiagramSource, source: string): Promise<Element> {
	const header = statements[0]?.text ?? '';
	if (/^(?:graph|flowchart)\b/i.test(header)) {
		const graph = readFlowchart(statements);
		const { source: written, ids } = writeGraph(graph);
		const svg = await renderSvg(written);
		finishGraph(svg, graph, ids);
		return svg;
	}
	if (/^stateDiagram(?:-v2)?$/i.test(header)) {
		const graph = readStateDiagram(statements);
		const { source: written, ids } = writeGraph(graph);
		const svg = await renderSvg(written);
		finishGraph(svg, graph, ids);
		return svg;
	}
	if (/^sequenceDiagram$/i.test(header)) {
		const sequence = readSequence(statements);
		const { source: written, ids } = writeSequence(sequence);
		const svg = await renderSvg(written);
		finishSequence(svg, sequence, ids);
		return svg;
	}
	if (!/^(?:classDiagram|erDiagram|xychart(?:-beta)?)\b/i.test(header))
		throw new DiagramError(
			statements[0]?.line ?? 1,
			`"${header}" cannot be drawn; use a flowchart, stateDiagram-v2, sequenceDiagram, classDiagram, erDiagram or xychart`
		);
	const svg = await renderSvg(source);
	checkLines(svg, statements);
	return svg;
}

async function renderSvg(source: string): Promise<Element> {
	// Imported on demand: few articles have diagrams, and the layout engine is large.
	const { renderMermaidSVG } = await import('beautiful-mermaid');
	const tree = fromHtml(renderMermaidSVG(source, { transparent: true }), {
		fragment: true,
		space: 'svg'
	});
	const svg = tree.children.find((node): node is Element => node.type === 'element');
	if (!svg) throw new Error('nothing was drawn');
	visit(svg, 'text', (node) => {
		node.value = decodeLabel(node.value);
	});
	svg.children = svg.children.filter((node) => node.type !== 'element' || node.tagName !== 'style');
	return svg;
}

/** Removes references to the renderer's style sheet and makes ids unique in the page. */
function useOwnColours(svg: Element, id: string) {
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
}
