import type { Element } from 'hast';
import { toString } from 'hast-util-to-string';
import type { Code, Image, Nodes, Paragraph, Root } from 'mdast';
import { visit } from './visit.ts';
import { chart } from './chart.ts';
import { codeBlock } from './code-block.ts';
import { drawDiagram } from './diagram/draw-diagram.ts';
import { DiagramError } from './diagram/statements.ts';
import { drawImage, themeOf, type ImagePlace } from './draw-image.ts';
import { parseFenceInfo, regionLine } from './fence.ts';
import { isSiteCode, readSample, sourcePath } from './fill-samples.ts';
import type { FigureData } from './plain-text.ts';
import { encodePath, setElement, type Rendering } from './rendering.ts';

/** Renders code, diagrams, charts and images to the elements that replace their nodes. */
export async function drawFigures(rendering: Rendering, tree: Root): Promise<Map<Nodes, Element>> {
	const drawn = new Map<Nodes, Element>();
	let diagrams = 0;
	const codes: Code[] = [];
	visit(tree, 'code', (node) => void codes.push(node));
	for (const node of codes)
		drawn.set(node, await drawCode(rendering, node, () => `figure-${++diagrams}`));
	for (const [node, place] of placeImages(tree))
		drawn.set(node, await drawImage(rendering, node, place));
	return drawn;
}

/** The images of an article in order, each with where it is shown. Those on their own become figures. */
function placeImages(tree: Root): Map<Image, ImagePlace> {
	const figures = new Set<Nodes>();
	visit(tree, 'paragraph', (node, _index, parent) => {
		if (!isPicture(node)) return;
		setElement(node, 'figure', { className: ['image'] });
		if (parent?.type === 'root') for (const child of node.children) figures.add(child);
	});
	let firstHeading = Infinity;
	visit(tree, 'heading', (node) => {
		firstHeading = Math.min(firstHeading, placeOf(node));
	});
	const places = new Map<Image, ImagePlace>();
	visit(tree, 'image', (node) => {
		const isOpening = placeOf(node) < firstHeading;
		places.set(node, { isFirst: !places.size, isOpening, isFigure: figures.has(node) });
	});
	return places;
}

const placeOf = ({ position }: Nodes) => position?.start.offset ?? 0;

/** A paragraph of one image, or of one image for each theme. */
function isPicture({ children }: Paragraph): boolean {
	const images = children.filter((node) => node.type === 'image');
	const isBare = children.every(
		(node) => node.type === 'image' || (node.type === 'text' && !node.value.trim())
	);
	const themes = new Set(images.map(({ url }) => themeOf(url)));
	return (
		isBare &&
		(images.length === 1 || (images.length === 2 && themes.has('light') && themes.has('dark')))
	);
}

async function drawCode(
	rendering: Rendering,
	node: Code,
	diagramId: () => string
): Promise<Element> {
	const { language, values, lines, faults } = parseFenceInfo(node);
	for (const problem of faults) rendering.fault(node, problem);
	const [alt, caption = ''] = [values.get('alt'), values.get('caption')];
	const figure = (drawn: Element, source: string) => {
		node.data = { ...node.data, figure: true, caption, source } as never satisfies FigureData;
		return drawn;
	};
	if (language === 'mermaid') {
		try {
			const drawn = await drawDiagram(node.value, { alt: alt ?? '', caption }, diagramId());
			return figure(drawn, node.value);
		} catch (error) {
			// Lines of a diagram count from the line below the opening fence.
			const below = error instanceof DiagramError ? error.line : 0;
			rendering.fault(node, `diagram ${(error as Error).message}`, below);
		}
	} else if (language === 'chart' && !values.has('file'))
		rendering.fault(node, 'chart needs file=…, where its numbers are');
	else if (language === 'chart') {
		const results = readSample(rendering, node, values.get('file')!)?.toString('utf8');
		if (!alt) rendering.fault(node, 'chart needs alt="…", a sentence that says what it shows');
		if (results !== undefined)
			try {
				const drawn = chart(node.value, results, alt ?? '', caption);
				return figure(drawn, toString(drawn));
			} catch (error) {
				rendering.fault(node, `chart ${(error as Error).message}`);
			}
	} else if (caption) node.data = { ...node.data, caption } as never;
	return codeBlock(node.value, rendering.file.highlight ? language : '', {
		...(values.has('file') && {
			file: values.get('file')!.replace(/^\//, ''),
			href: sourceHref(rendering, values.get('file')!, values.get('region'))
		}),
		caption,
		marked: lines
	});
}

/** The address of the source file's page in the sample, at the line where the block's code begins. */
function sourceHref(rendering: Rendering, path: string, region?: string): string {
	const { file } = rendering;
	const source = file.read(sourcePath(rendering, path))?.toString('utf8') ?? '';
	const line = regionLine(source, region);
	const page = encodePath(isSiteCode(path) ? path.slice(1) : path);
	return `${file.pagePath}sample/${page}/${line > 1 ? `#L${line}` : ''}`;
}
