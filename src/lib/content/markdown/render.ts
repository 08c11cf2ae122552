import { createHash } from 'node:crypto';
import type { Element, Root as HastRoot } from 'hast';
import { raw } from 'hast-util-raw';
import { toHtml } from 'hast-util-to-html';
import type { Code, Image, Nodes, Root } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import { visit } from './visit.ts';
import type { Heading, Section } from '../../core/article/article.ts';
import type { ImageVariant } from '../../core/article/image-variant.ts';
import { readingMinutes } from '../../core/article/reading-time.ts';
import { markCallouts } from './callouts.ts';
import { compileSvx } from './compile-svx.ts';
import { drawFigures } from './draw-figures.ts';
import type { Fault } from '../faults/fault.ts';
import { fillProofs } from './fill-proofs.ts';
import { fillFences, fillResults } from './fill-samples.ts';
import { finishHtml } from './finish-html.ts';
import { linkHeadings, nameHeadings } from './headings.ts';
import { liftHtml } from './lift-html.ts';
import { isWithinLimits } from './limits.ts';
import { parseMarkdown } from './parse-markdown.ts';
import type { Proof } from './proof.ts';
import { readingMaterial, plainTextSections } from './plain-text.ts';
import {
	setElement,
	Rendering,
	type MarkdownFile,
	type SiteCode,
	type SiteLink
} from './rendering.ts';
import { resolveImageReferences } from './resolve-image-references.ts';
import { resolveLinks } from './resolve-links.ts';
import { sanitizeHtml } from './sanitize-html.ts';
import { svelteFaults } from './svelte-faults.ts';
import { SvelteParts } from './svelte-parts.ts';

export interface Rendered {
	/** HTML of an `.md`, Svelte source of an `.svx`. */
	html: string;
	headings: Heading[];
	sections: Section[];
	/** A hash of HTML and sections. */
	bodyHash: string;
	minutes: number;
	/** Ids that links may point at. */
	anchors: string[];
	links: SiteLink[];
	/** Files that the page shows or links, relative to the article's folder. */
	assets: string[];
	/** Of the images that the page shows. */
	variants: ImageVariant[];
	/** Fences that show code of the site itself. */
	siteCode: SiteCode[];
	/** Sentences with the tests that prove them, in order. */
	proofs: Proof[];
	faults: Fault[];
}

/** Renders one article. Faults do not stop it: all of them are in the result. */
export async function renderMarkdown(file: MarkdownFile): Promise<Rendered> {
	const rendering = new Rendering(file);
	const html = file.kind === 'md' ? await renderHtml(rendering) : await renderSvelte(rendering);
	const {
		headings,
		sections,
		anchors,
		links,
		assets,
		variants,
		siteCode,
		proofs,
		faults,
		minutes
	} = rendering;
	return {
		html,
		headings,
		sections,
		bodyHash: hashOf(html, JSON.stringify(sections)),
		minutes,
		anchors,
		links,
		assets: [...assets],
		variants,
		siteCode,
		proofs,
		faults
	};
}

const hashOf = (html: string, sections: string) =>
	createHash('sha256').update(html).update('\0').update(sections).digest('base64url');

async function renderSvelte(rendering: Rendering): Promise<string> {
	const svelte = new SvelteParts();
	const source = await compileSvx(svelte.restore(await renderHtml(rendering, svelte)));
	rendering.faults.push(...(await svelteFaults(rendering.file.source, source, rendering.file)));
	return source;
}

/** @param svelte collects the Svelte parts of an `.svx` file while the rest becomes HTML */
async function renderHtml(rendering: Rendering, svelte?: SvelteParts): Promise<string> {
	if (!isWithinLimits(rendering)) return '';
	const { source, kind } = rendering.file;
	const tree = parseMarkdown(source, kind);
	liftHtml(tree);
	const hasHtml = sanitizeHtml(rendering, tree, svelte);
	const drawn = await prepare(rendering, tree);
	const placed = {
		code: (_state: unknown, node: Code) => drawn.get(node),
		image: (_state: unknown, node: Image) => drawn.get(node)
	};
	let hast = toHast(tree, {
		allowDangerousHtml: true,
		handlers: placed as never,
		clobberPrefix: '',
		footnoteLabelTagName: 'h2',
		footnoteLabelProperties: { className: ['visually-hidden'] }
	}) as HastRoot;
	if (hasHtml) hast = raw(hast) as HastRoot;
	finishHtml(rendering, hast);
	return toHtml(hast);
}

/**
 * Everything that Offprint adds to Markdown, applied to the syntax tree.
 * @returns the elements that replace nodes in the page
 */
async function prepare(rendering: Rendering, tree: Root): Promise<Map<Nodes, Element>> {
	fillResults(rendering, tree);
	resolveImageReferences(tree);
	nameHeadings(rendering, tree);
	fillFences(rendering, tree);
	resolveLinks(rendering, tree);
	fillProofs(rendering, tree);
	markCallouts(rendering, tree);
	const drawn = await drawFigures(rendering, tree);
	rendering.sections = plainTextSections(tree, rendering.headings);
	rendering.minutes = readingMinutes(readingMaterial(tree, rendering.sections));
	clearEmptyHeads(tree);
	linkHeadings(tree);
	return drawn;
}

/** An empty header cell labels nothing: it becomes a plain cell. */
function clearEmptyHeads(tree: Root) {
	visit(tree, 'table', (node) => {
		for (const cell of node.children[0]!.children)
			if (!cell.children.length) setElement(cell, 'td');
	});
}
