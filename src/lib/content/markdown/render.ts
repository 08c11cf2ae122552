import type { Element, Root as HastRoot } from 'hast';
import { raw } from 'hast-util-raw';
import { toHtml } from 'hast-util-to-html';
import type { Code, Image, Nodes, Root, Table } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import { compile } from 'mdsvex';
import { SKIP, visit } from 'unist-util-visit';
import type { Heading, Section } from '../../core/article/article.ts';
import { readingMinutes } from '../../core/article/reading-time.ts';
import { markCallouts } from './callouts.ts';
import { drawFigures } from './draw-figures.ts';
import { element, text } from './element.ts';
import type { Fault } from '../faults/fault.ts';
import { fillFences, fillResults } from './fill-samples.ts';
import { linkHeadings, nameHeadings } from './headings.ts';
import { settleHtml } from './html-policy.ts';
import { settleImageReferences } from './image-references.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { readingMaterial, sectionsOf } from './plain-text.ts';
import { become, Rendering, type MarkdownFile, type SiteLink } from './rendering.ts';
import { resolveLinks } from './resolve-links.ts';
import { svelteFaults } from './svelte-faults.ts';
import { placeFootnotes } from './svx-footnotes.ts';

export interface Rendered {
	/** HTML of an `.md`, Svelte source of an `.svx`. */
	html: string;
	headings: Heading[];
	sections: Section[];
	minutes: number;
	/** Ids that links may point at. */
	anchors: string[];
	links: SiteLink[];
	/** Files that the page shows or links, relative to the article's folder. */
	assets: string[];
	faults: Fault[];
}

/** Renders one article; whatever is wrong in it is in `faults`, with everything else done. */
export async function renderMarkdown(file: MarkdownFile): Promise<Rendered> {
	const rendering = new Rendering(file);
	const html = await compileArticle(rendering);
	const { headings, sections, anchors, links, assets, faults, minutes } = rendering;
	return { html, headings, sections, minutes, anchors, links, assets: [...assets], faults };
}

interface SvexParser {
	new (source: unknown, file: unknown): { parse(): Root };
}

/** Plain Markdown is parsed apart; mdsvex gets the finished text. */
const emptyParser = (): Root => ({ type: 'root', children: [] });

/** mdsvex escapes inline code, but not all of it, before a plugin sees it: keep what was written. */
const keepLiterals = (Parser: SvexParser) => (source: unknown, file: unknown) => {
	const tree = new Parser(source, file).parse();
	visit(tree, 'inlineCode', (node) => {
		node.data = { literal: node.value } as never;
	});
	return tree;
};

/**
 * mdsvex compiles both kinds. Plain Markdown is parsed by micromark in its parser's place and
 * handed over as one finished node: whatever looks like Svelte or an entity in it has become
 * text in the syntax tree, and mdsvex passes it on as it is.
 */
async function compileArticle(rendering: Rendering): Promise<string> {
	const { kind, source } = rendering.file;
	function plugin(this: { Parser: unknown }) {
		this.Parser = kind === 'md' ? emptyParser : keepLiterals(this.Parser as SvexParser);
		return async (tree: Root) => {
			if (kind === 'md') tree.children = [{ type: 'html', value: await renderPlain(rendering) }];
			else await prepareSvelte(rendering, tree);
		};
	}
	const compiled = await compile(source, {
		filename: `article.${kind}`,
		extensions: ['.md', '.svx'],
		smartypants: false,
		// With a highlighter mdsvex leaves code blocks as written; none is left when it would run.
		highlight: { highlighter: () => '' },
		remarkPlugins: [plugin as never]
	});
	const code = compiled?.code ?? '';
	if (kind === 'svx') rendering.faults.push(...(await svelteFaults(source, code, rendering.file)));
	return code;
}

async function renderPlain(rendering: Rendering): Promise<string> {
	const tree = parseMarkdown(rendering.file.source);
	const hasHtml = settleHtml(tree);
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
	visit(hast, 'element', (node) => {
		if (node.properties?.id) rendering.anchors.push(String(node.properties.id));
		// The alignment of a cell is a class: a style attribute is not admitted.
		if (node.properties?.align) {
			node.properties.className = [`align-${node.properties.align}`];
			delete node.properties.align;
		}
	});
	return toHtml(hast);
}

/** Svelte reads braces; as character references they are text again. */
const svelteText = (html: string) => html.replaceAll('{', '&#123;').replaceAll('}', '&#125;');

/** As `prepare`, with everything that mdsvex would not render as plain Markdown does. */
async function prepareSvelte(rendering: Rendering, tree: Root) {
	placeFootnotes(tree);
	visit(tree, 'inlineCode', (node) => {
		const { literal } = node.data as { literal: string };
		const code = toHtml(element('code', {}, [text(literal)]));
		Object.assign(node, { type: 'html', value: svelteText(code), data: { caption: literal } });
	});
	visit(tree, 'html', (node) => {
		if (/^<style[\s>]/.test(node.value))
			rendering.fault(node, 'an article has no style block; put styles into a component beside it');
	});
	for (const [node, drawn] of await prepare(rendering, tree))
		Object.assign(node, { type: 'html', value: svelteText(toHtml(drawn)) });
}

/**
 * Everything that Markdown does not do by itself, in the syntax tree of either parser.
 * @returns what stands in the page in place of a node
 */
async function prepare(rendering: Rendering, tree: Root): Promise<Map<Nodes, Element>> {
	fillResults(rendering, tree);
	settleImageReferences(tree);
	nameHeadings(rendering, tree);
	fillFences(rendering, tree);
	resolveLinks(rendering, tree);
	markCallouts(tree);
	const drawn = await drawFigures(rendering, tree);
	rendering.sections = sectionsOf(tree, rendering.headings);
	rendering.minutes = readingMinutes(readingMaterial(tree, rendering.sections));
	boxTables(tree);
	linkHeadings(tree);
	return drawn;
}

/** Tables scroll in a box of their own; a head cell without words is the head of nothing. */
function boxTables(tree: Root) {
	visit(tree, 'table', (node: Table, index, parent) => {
		if (!parent || index === undefined) return;
		for (const cell of node.children[0]!.children) if (!cell.children.length) become(cell, 'td');
		const box = { type: 'tableBox', children: [node] } as unknown as Nodes;
		become(box, 'div', { className: ['table'], tabIndex: 0, role: 'group', ariaLabel: 'Table' });
		parent.children[index] = box as never;
		return SKIP;
	});
}
