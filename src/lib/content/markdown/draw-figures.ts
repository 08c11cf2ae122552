import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Element } from 'hast';
import { toString } from 'hast-util-to-string';
import { imageSize } from 'image-size';
import type { Code, Image, Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { chart } from './chart.ts';
import { codeBlock } from './code-block.ts';
import { drawDiagram } from './diagram/draw-diagram.ts';
import { DiagramError } from './diagram/statements.ts';
import { element, text } from './element.ts';
import { parseFenceInfo, regionLine } from './fence.ts';
import { readSample } from './fill-samples.ts';
import type { FigureData } from './plain-text.ts';
import { become, decodePath, encodePath, type Rendering } from './rendering.ts';

/** Code, diagrams, charts and images as elements that stand in the page in place of their nodes. */
export async function drawFigures(rendering: Rendering, tree: Root): Promise<Map<Nodes, Element>> {
	const drawn = new Map<Nodes, Element>();
	let diagrams = 0;
	let images = 0;
	const codes: Code[] = [];
	visit(tree, 'code', (node) => void codes.push(node));
	for (const node of codes)
		drawn.set(node, await drawCode(rendering, node, () => `figure-${++diagrams}`));
	visit(tree, (node) => {
		if (node.type === 'image')
			drawn.set(node, drawImage(rendering, node, images++ ? 'lazy' : 'eager'));
		else if (
			node.type === 'paragraph' &&
			node.children.length === 1 &&
			node.children[0]!.type === 'image'
		)
			become(node, 'figure', { className: ['image'] });
	});
	return drawn;
}

async function drawCode(
	rendering: Rendering,
	node: Code,
	diagramId: () => string
): Promise<Element> {
	const { values, lines } = parseFenceInfo(node.meta ?? '');
	const [alt, caption = ''] = [values.get('alt'), values.get('caption')];
	const language = node.lang ?? '';
	const figure = (drawn: Element, source: string) => {
		node.data = { ...node.data, figure: true, caption, source } as never satisfies FigureData;
		return drawn;
	};
	if (language === 'mermaid') {
		try {
			const drawn = await drawDiagram(node.value, { alt: alt ?? '', caption }, diagramId());
			return figure(drawn, node.value);
		} catch (error) {
			// A line of the diagram is one of the file, below its fence.
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
			file: values.get('file'),
			href: sampleFileHref(rendering, values.get('file')!, values.get('region'))
		}),
		caption,
		marked: lines
	});
}

/** The line of a sample's file where a block's code begins, on the file's own page. */
function sampleFileHref({ file }: Rendering, path: string, region?: string): string {
	const source = file.read(posix.join('sample', path))?.toString('utf8') ?? '';
	const line = regionLine(source, region);
	return `${file.pagePath}sample/${encodePath(path)}/${line > 1 ? `#L${line}` : ''}`;
}

function drawImage(rendering: Rendering, node: Image, loading: 'lazy' | 'eager'): Element {
	const properties = { alt: node.alt ?? '', loading, decoding: 'async' };
	const found = readImage(rendering, node);
	if (!found) return element('img', properties);
	const src = rendering.file.pagePath + encodeURI(found.name);
	try {
		const { width, height } = imageSize(found.bytes);
		const source = createHash('sha256').update(found.bytes).digest('base64url');
		node.data = { ...node.data, caption: node.title ?? '', source } as never satisfies FigureData;
		const image = element('img', { src, width, height, ...properties });
		return node.title
			? element('span', { className: ['captioned'] }, [
					image,
					element('span', { className: ['caption'] }, [text(node.title)])
				])
			: image;
	} catch {
		rendering.fault(node, `image "${node.url}" is of no known kind, or damaged`);
		return element('img', properties);
	}
}

/** The file beside the article that an image shows; `null`, and a fault, where there is none. */
function readImage(rendering: Rendering, node: Image): { name: string; bytes: Buffer } | null {
	const fault = (problem: string) => rendering.fault(node, `image "${node.url}" ${problem}`);
	if (/^https?:/i.test(node.url)) {
		fault('is on another site; keep a copy beside the article, so that it reads offline');
		return null;
	}
	const name = posix.normalize(decodePath(node.url));
	const bytes = /^[a-z]+:|^\/|^\.\.\//i.test(name) ? null : rendering.file.read(name);
	if (!bytes) {
		fault(`does not exist${rendering.didYouMean(name)}`);
		return null;
	}
	if (!node.alt) fault(`needs a text in its place: ![what it shows](${node.url})`);
	rendering.assets.add(name);
	return { name, bytes };
}
