import { fromHtml } from 'hast-util-from-html';
import { toString } from 'hast-util-to-string';
import type { Nodes, Root, RootContent } from 'mdast';
import { footnotePlaceholder, type Heading, type Section } from '../../core/article/article.ts';
import type { ReadingMaterial } from '../../core/article/reading-time.ts';

const blocks = new Set([
	'paragraph',
	'heading',
	'listItem',
	'tableCell',
	'blockquote',
	'footnoteDefinition',
	'html'
]);

/** The text of a node as a reader sees it, without code blocks. */
export function plainText(node: Nodes): string {
	switch (node.type) {
		case 'text':
		case 'inlineCode':
			// Line endings in the source are not line breaks in the page.
			return node.value.replace(/\s*\n\s*/g, ' ');
		case 'break':
			return '\n';
		case 'footnoteReference':
			return footnotePlaceholder;
		case 'html':
			return figureCaption(node) || htmlText(node.value);
		case 'code':
		case 'image':
			return figureCaption(node);
		default:
			return childrenText(node) + (blocks.has(node.type) ? '\n' : '');
	}
}

/** Comments, scripts and styles, and the links back from footnotes. */
const unread =
	/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1\s*>|<a\b[^>]*\sdata-footnote-backref[\s\S]*?<\/a>/gi;

const footnoteMark = /<a\b[^>]*\sdata-footnote-ref[\s\S]*?<\/a>/gi;

const withinWords =
	/^<\/?(?:a|abbr|b|cite|code|del|dfn|em|i|ins|kbd|mark|nobr|q|s|samp|small|span|strong|sub|sup|u|var|wbr)\b/i;

/** The text of a fragment of HTML, whose elements may start or end outside it. */
const htmlText = (html: string) =>
	toString(
		fromHtml(
			html
				.replace(unread, '')
				.replace(footnoteMark, footnotePlaceholder)
				.replace(/<\/?[a-z][^>]*>/gi, (tag) => (withinWords.test(tag) ? '' : '\n')),
			{ fragment: true }
		)
	);

const childrenText = (node: Nodes) =>
	'children' in node ? node.children.map((child) => plainText(child)).join('') : '';

const figureCaption = (node: Nodes) => (node.data as FigureData | undefined)?.caption ?? '';

/** Data that earlier steps attach to a node that becomes a figure. */
export interface FigureData {
	/** A diagram or a chart, which counts as a figure. */
	figure?: boolean;
	caption?: string;
	/** The figure's source or a hash of it, which changes with the figure. */
	source?: string;
}

const sourcesOf = (node: Nodes): string[] => {
	const { source } = (node.data ?? {}) as FigureData;
	const within = 'children' in node ? node.children.flatMap((child) => sourcesOf(child)) : [];
	return source === undefined ? within : [source, ...within];
};

const isFigure = (node: Nodes) =>
	node.type === 'image' || (node.data as FigureData)?.figure === true;

/** The sections of an article as plain text. */
export function plainTextSections(tree: Root, headings: readonly Heading[]): Section[] {
	const byNode = new Map(headings.map((heading) => [heading.id, heading]));
	const sections: Section[] = [{ id: '', heading: '', prose: '', code: '' }];
	const visit = (node: RootContent) => {
		if (node.type === 'heading') {
			const id = (node.data as { hProperties?: { id?: string } })?.hProperties?.id ?? '';
			const heading = byNode.get(id)?.text ?? plainText(node).trim();
			sections.push({ id, heading, prose: '', code: '' });
			return;
		}
		if (node.type !== 'code' && 'children' in node && containsCode(node)) {
			for (const child of node.children) visit(child as RootContent);
			return;
		}
		const section = sections.at(-1)!;
		for (const source of sourcesOf(node)) section.figures = `${section.figures ?? ''}${source}\n`;
		if (node.type === 'code' && !isFigure(node)) {
			section.code += `${node.value}\n`;
			section.prose += figureCaption(node) ? `${figureCaption(node)}\n` : '';
		} else section.prose += `${plainText(node).trim()}\n`;
	};
	for (const node of tree.children) visit(node);
	return sections
		.map((section) => ({ ...section, prose: section.prose.trim(), code: section.code.trimEnd() }))
		.filter(({ id, prose, code, figures }) => id || prose || code || figures);
}

const containsCode = (node: Nodes): boolean =>
	node.type === 'code' ||
	('children' in node && node.children.some((child) => containsCode(child)));

/** What the reading time is computed from. */
export function readingMaterial(tree: Root, sections: readonly Section[]): ReadingMaterial {
	let figures = 0;
	const count = (node: Nodes) => {
		if (isFigure(node)) figures++;
		if ('children' in node) for (const child of node.children) count(child);
	};
	count(tree);
	return {
		prose: sections.map(({ heading, prose }) => `${heading}\n${prose}`).join('\n'),
		code: sections.map(({ code }) => code).join('\n'),
		figures
	};
}
