import { extname, posix } from 'node:path';
import GithubSlugger from 'github-slugger';
import type { Element, Root as HastRoot } from 'hast';
import { raw } from 'hast-util-raw';
import { toHtml } from 'hast-util-to-html';
import { imageSize } from 'image-size';
import type { Blockquote, Code, Image, Link, Nodes, Paragraph, Root, Table } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import { compile } from 'mdsvex';
import { SKIP, visit } from 'unist-util-visit';
import type { Heading, Section } from '../article/article.ts';
import { didYouMean } from '../article/did-you-mean.ts';
import { readingMinutes } from '../article/reading-time.ts';
import { chart } from './chart.ts';
import { codeBlock } from './code-block.ts';
import { diagram } from './diagram.ts';
import { element } from './element.ts';
import type { Fault, Position } from './fault.ts';
import { isClosed, parseFenceInfo, readRegion, regionNames } from './fence.ts';
import { linkHeadings } from './heading-links.ts';
import { harmlessHtml } from './html-policy.ts';
import { settleImageReferences } from './image-references.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { plainText, readingMaterial, sectionsOf, type FigureData } from './plain-text.ts';
import { resultText } from './results.ts';
import { svelteFaults } from './svelte-faults.ts';
import { placeFootnotes } from './svx-footnotes.ts';

export interface MarkdownFile {
	/** `md` is plain Markdown, `svx` may hold Svelte. */
	kind: 'md' | 'svx';
	/** The file's text with the front matter blanked out, so that positions stand. */
	source: string;
	/** Path of the article's page, base path included, with a slash at the end. */
	pagePath: string;
	basePath: string;
	/** Reads a file by its path relative to the article's folder; `null` where there is none. */
	read(path: string): Buffer | null;
	/** Names of the files in a folder relative to the article's, for "did you mean". */
	list(folder: string): string[];
	/** The URL path of the article that a relative path names, without base; `null` for others. */
	articlePath(path: string): string | null;
	/** Colours cost most of the time; a check does without. */
	highlight: boolean;
}

/** A link into the site, for whoever knows the whole site to check. */
export interface SiteLink extends Position {
	/** As the author wrote it. */
	url: string;
	/** `/category/slug/`, `/tags/x/` …; empty for a link within the page. */
	path: string;
	anchor: string;
	text: string;
}

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

const calloutTitles: Record<string, string> = {
	NOTE: 'Note',
	TIP: 'Tip',
	IMPORTANT: 'Important',
	WARNING: 'Warning',
	CAUTION: 'Caution'
};

/** Renders one article; whatever is wrong in it is in `faults`, with everything else done. */
export async function renderMarkdown(file: MarkdownFile): Promise<Rendered> {
	const rendering = new Rendering(file);
	const html = await rendering.run();
	const { headings, sections, anchors, links, assets, faults, minutes } = rendering;
	return { html, headings, sections, minutes, anchors, links, assets: [...assets], faults };
}

const positionOf = (node: Nodes): Position => ({
	line: node.position?.start.line ?? 1,
	column: node.position?.start.column ?? 1
});

/** Gives a node another element in either converter from Markdown to HTML. */
function become(node: Nodes, tag: string, properties: Record<string, unknown> = {}) {
	node.data = { ...node.data, hName: tag, hProperties: properties } as never;
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

/** Svelte reads braces; as character references they are text again. */
const svelteText = (html: string) => html.replaceAll('{', '&#123;').replaceAll('}', '&#125;');

class Rendering {
	headings: Heading[] = [];
	sections: Section[] = [];
	anchors: string[] = [];
	links: SiteLink[] = [];
	assets = new Set<string>();
	faults: Fault[] = [];
	minutes = 1;
	/** What stands in the page in place of a node. */
	#elements = new Map<Nodes, Element>();
	#figures = 0;
	#images = 0;

	constructor(readonly file: MarkdownFile) {}

	/**
	 * mdsvex compiles both kinds. Plain Markdown is parsed by micromark in its parser's place and
	 * handed over as one finished node: whatever looks like Svelte or an entity in it has become
	 * text in the syntax tree, and mdsvex passes it on as it is.
	 */
	async run(): Promise<string> {
		const { kind, source } = this.file;
		// eslint-disable-next-line @typescript-eslint/no-this-alias -- unified binds `this` of a plugin
		const rendering = this;
		function plugin(this: { Parser: unknown }) {
			this.Parser = kind === 'md' ? emptyParser : keepLiterals(this.Parser as SvexParser);
			return async (tree: Root) => {
				if (kind === 'md')
					tree.children = [{ type: 'html', value: await rendering.renderPlain(source) }];
				else await rendering.prepare(tree);
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
		if (kind === 'svx') this.faults.push(...(await svelteFaults(source, code, this.file)));
		return code;
	}

	async renderPlain(source: string): Promise<string> {
		const tree = parseMarkdown(source);
		const hasHtml = this.#settleHtml(tree);
		await this.prepare(tree);
		const placed = {
			code: (_state: unknown, node: Code) => this.#elements.get(node),
			image: (_state: unknown, node: Image) => this.#elements.get(node)
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
			if (node.properties?.id) this.anchors.push(String(node.properties.id));
			// The alignment of a cell is a class: a style attribute is not admitted.
			if (node.properties?.align) {
				node.properties.className = [`align-${node.properties.align}`];
				delete node.properties.align;
			}
		});
		return toHtml(hast);
	}

	/** HTML in plain Markdown: harmless elements stay, the rest is text. */
	#settleHtml(tree: Root): boolean {
		let left = false;
		visit(tree, 'html', (node, index, parent) => {
			const { html, value } = harmlessHtml(node.value);
			if (html) {
				left = true;
				node.value = value;
			} else if (parent && index !== undefined) {
				const plain = { type: 'text' as const, value, position: node.position };
				const block =
					parent.type === 'root' ||
					parent.type === 'blockquote' ||
					parent.type === 'listItem' ||
					parent.type === 'footnoteDefinition';
				parent.children[index] = (
					block
						? value.trim()
							? { type: 'paragraph', children: [plain], position: node.position }
							: { type: 'text', value: '' }
						: plain
				) as never;
				return [SKIP, index + 1];
			}
		});
		return left;
	}

	/** Everything that Markdown does not do by itself, in the syntax tree of either parser. */
	async prepare(tree: Root): Promise<void> {
		if (this.file.kind === 'svx') placeFootnotes(tree);
		visit(tree, 'inlineCode', (node) => {
			const literal = (node.data as { literal?: string } | undefined)?.literal;
			if (literal === undefined) return;
			const code = toHtml(element('code', {}, [{ type: 'text', value: literal }]));
			Object.assign(node, { type: 'html', value: svelteText(code), data: { caption: literal } });
		});
		visit(tree, 'html', (node) => {
			if (/^<style[\s>]/.test(node.value))
				this.#fault(node, 'an article has no style block; put styles into a component beside it');
		});
		this.#fillResults(tree);
		settleImageReferences(tree);
		this.#nameHeadings(tree);
		this.#fillFences(tree);
		visit(tree, 'link', (node) => this.#resolveLink(node));
		visit(tree, 'definition', (node) => {
			node.url = this.#resolveUrl(node.url, '', positionOf(node), false);
		});
		visit(tree, 'blockquote', (node) => this.#markCallout(node));
		await this.#drawFigures(tree);
		this.sections = sectionsOf(tree, this.headings);
		this.minutes = readingMinutes(readingMaterial(tree, this.sections));
		this.#boxTables(tree);
		linkHeadings(tree);
		if (this.file.kind === 'svx')
			for (const [node, drawn] of this.#elements)
				Object.assign(node, { type: 'html', value: svelteText(toHtml(drawn)) });
	}

	#fault(node: Nodes, problem: string) {
		this.faults.push({ ...positionOf(node), problem });
	}

	#nameHeadings(tree: Root) {
		const slugger = new GithubSlugger();
		let shift = 0;
		visit(tree, 'heading', (node) => {
			if (node.depth === 1) shift = 1;
		});
		visit(tree, 'heading', (node) => {
			const text = plainText(node).trim();
			const depth = Math.min(6, node.depth + shift) as 2;
			const id = slugger.slug(/[\p{L}\p{N}]/u.test(text) ? text : 'section');
			node.depth = depth;
			node.data = { ...node.data, hProperties: { id } } as never;
			this.headings.push({ id, depth, text });
			this.anchors.push(id);
		});
	}

	/** Fences that show a sample's file or a region of it get their text from there. */
	#fillFences(tree: Root) {
		visit(tree, 'code', (node) => {
			const { start, end } = node.position!;
			if (!isClosed(this.file.source.slice(start.offset, end.offset)))
				this.#fault(node, 'this fence has no end; close it with a line of as many ` or ~');
			const { values } = parseFenceInfo(node.meta ?? '');
			const path = values.get('file');
			if (!path || node.lang === 'chart') return;
			const source = this.#readSample(node, path)?.toString('utf8');
			if (source === undefined) return;
			const region = values.get('region');
			const code = region ? readRegion(source, region) : source.replace(/\r\n?/g, '\n').trimEnd();
			if (code === null)
				this.#fault(
					node,
					`region "${region}" is not in sample/${path}${didYouMean(region!, regionNames(source))}`
				);
			else if (node.value.trim())
				this.#fault(node, `this fence is filled from sample/${path}; leave it empty`);
			else node.value = code;
		});
	}

	#readSample(node: Nodes, path: string): Buffer | undefined {
		const full = posix.normalize(`sample/${path}`);
		const found = full.startsWith('sample/') ? this.file.read(full) : null;
		if (found) return found;
		const folder = posix.dirname(full);
		const name = posix.basename(full);
		this.#fault(
			node,
			`file "${path}" is not in the article's sample/ folder${didYouMean(name, this.file.list(folder))}`
		);
		return undefined;
	}

	/** `[](sample/results/x.json#/pointer)` shows the value that was measured. */
	#fillResults(tree: Root) {
		visit(tree, 'link', (node, index, parent) => {
			const match = /^([^#]+\.json)#(\/.*)$/.exec(node.url);
			if (!match || node.children.length || !parent || index === undefined) return;
			const [, path, pointer] = match as unknown as [string, string, string];
			const json = this.file.read(posix.normalize(path))?.toString('utf8');
			let value = '';
			if (json === undefined)
				this.#fault(node, `result file "${path}" does not exist; \`npm run samples\` writes it`);
			else
				try {
					value = resultText(json, decodePath(pointer));
				} catch (error) {
					this.#fault(node, `result file "${path}" ${(error as Error).message}`);
				}
			parent.children[index] = { type: 'text', value, position: node.position } as never;
		});
	}

	#resolveLink(node: Link) {
		node.url = this.#resolveUrl(node.url, plainText(node).trim(), positionOf(node), true);
	}

	/** A link's address in the page; what is wrong with it is a fault. */
	#resolveUrl(url: string, text: string, position: Position, linked: boolean): string {
		const { pagePath, basePath } = this.file;
		const fault = (problem: string) => this.faults.push({ ...position, problem });
		const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
		if (scheme) {
			if (['javascript', 'data', 'vbscript', 'file'].includes(scheme)) {
				fault(`a "${scheme}:" link is not admitted; link to a page or a file`);
				return '';
			}
			return url;
		}
		if (url.startsWith('//')) return url;
		const [path, anchor] = splitAt('#', url);
		const add = (to: string) => {
			if (linked || to) this.links.push({ ...position, url, path: to, anchor, text });
		};
		if (!path) {
			add('');
			return url;
		}
		if (path.startsWith('/')) {
			const [place, query] = splitAt('?', path);
			const to = place.endsWith('/') || extname(place) ? place : `${place}/`;
			add(to);
			return basePath + to + (query && `?${query}`) + (anchor && `#${anchor}`);
		}
		const relative = decodePath(path);
		const article = this.file.articlePath(relative);
		if (article) {
			add(article);
			return basePath + article + (anchor && `#${anchor}`);
		}
		const name = posix.normalize(relative);
		if (/\.(md|svx)$/.test(name) || name.endsWith('/') || !this.file.read(name)) {
			const known = this.file.list(posix.dirname(name));
			fault(`link "${url}" leads nowhere${didYouMean(posix.basename(name), known)}`);
			return url;
		}
		if (name.startsWith('../')) {
			fault(`file "${url}" must lie in the article's own folder`);
			return url;
		}
		this.assets.add(name);
		return pagePath + encodeURI(name);
	}

	#markCallout(node: Blockquote) {
		const first = node.children[0];
		const start = first?.type === 'paragraph' ? first.children[0] : undefined;
		const match = start?.type === 'text' && /^\[!([A-Za-z]+)\][ \t]*(?:\n|$)/.exec(start.value);
		const kind = match && match[1]!.toUpperCase();
		if (!match || !kind || !Object.hasOwn(calloutTitles, kind)) return;
		start.value = start.value.slice(match[0].length);
		const paragraph = first as Paragraph;
		if (!start.value) paragraph.children.shift();
		if (paragraph.children[0]?.type === 'break') paragraph.children.shift();
		if (!paragraph.children.length) node.children.shift();
		const title: Paragraph = {
			type: 'paragraph',
			children: [{ type: 'text', value: calloutTitles[kind]! }],
			data: { hProperties: { className: ['callout-title'] } } as never
		};
		node.children.unshift(title);
		become(node, 'aside', { className: ['callout', kind.toLowerCase()] });
	}

	/** Code, diagrams, charts and images as elements of the page. */
	async #drawFigures(tree: Root) {
		const codes: Code[] = [];
		visit(tree, 'code', (node) => void codes.push(node));
		for (const node of codes) this.#elements.set(node, (await this.#drawCode(node)) as Element);
		visit(tree, (node) => {
			if (node.type === 'image') this.#elements.set(node, this.#drawImage(node));
			else if (
				node.type === 'paragraph' &&
				node.children.length === 1 &&
				node.children[0]!.type === 'image'
			)
				become(node, 'figure', { className: ['image'] });
		});
	}

	async #drawCode(node: Code): Promise<Element> {
		const { values, lines } = parseFenceInfo(node.meta ?? '');
		const [alt, caption = ''] = [values.get('alt'), values.get('caption')];
		const language = node.lang ?? '';
		const figure = (drawn: Element) => {
			node.data = { ...node.data, figure: true, caption } as never satisfies FigureData;
			return drawn;
		};
		if (language === 'mermaid' && !alt)
			this.#fault(node, 'diagram needs alt="…", a sentence that says what it shows');
		else if (language === 'mermaid') {
			try {
				return figure(await diagram(node.value, alt!, caption, `figure-${++this.#figures}`));
			} catch (error) {
				this.#fault(node, `diagram cannot be drawn: ${(error as Error).message}`);
			}
		} else if (language === 'chart' && !values.has('file'))
			this.#fault(node, 'chart needs file=…, where its numbers are');
		else if (language === 'chart') {
			const results = this.#readSample(node, values.get('file')!)?.toString('utf8');
			if (!alt) this.#fault(node, 'chart needs alt="…", a sentence that says what it shows');
			if (results !== undefined)
				try {
					return figure(chart(node.value, results, alt ?? '', caption));
				} catch (error) {
					this.#fault(node, `chart ${(error as Error).message}`);
				}
		} else if (caption) node.data = { ...node.data, caption } as never;
		return codeBlock(node.value, this.file.highlight ? language : '', {
			...(values.has('file') && { file: values.get('file') }),
			marked: lines
		});
	}

	#drawImage(node: Image): Element {
		const { pagePath } = this.file;
		const properties = {
			alt: node.alt ?? '',
			loading: this.#images++ ? 'lazy' : 'eager',
			decoding: 'async'
		};
		if (/^https?:/i.test(node.url)) {
			this.#fault(
				node,
				`image "${node.url}" is on another site; keep a copy beside the article, so that it reads offline`
			);
			return element('img', properties);
		}
		const name = posix.normalize(decodePath(node.url));
		const bytes = /^[a-z]+:|^\/|^\.\.\//i.test(name) ? null : this.file.read(name);
		if (!bytes) {
			this.#fault(
				node,
				`image "${node.url}" does not exist${didYouMean(posix.basename(name), this.file.list(posix.dirname(name)))}`
			);
			return element('img', properties);
		}
		if (!node.alt)
			this.#fault(
				node,
				`image "${node.url}" needs a text in its place: ![what it shows](${node.url})`
			);
		this.assets.add(name);
		const src = pagePath + encodeURI(name);
		try {
			const { width, height } = imageSize(bytes);
			node.data = { ...node.data, caption: node.title ?? '' } as never;
			const image = element('img', { src, width, height, ...properties });
			return node.title
				? element('span', { className: ['captioned'] }, [
						image,
						element('span', { className: ['caption'] }, [{ type: 'text', value: node.title }])
					])
				: image;
		} catch {
			this.#fault(node, `image "${node.url}" is of no known kind, or damaged`);
			return element('img', properties);
		}
	}

	/** Tables scroll in a box of their own. */
	#boxTables(tree: Root) {
		visit(tree, 'table', (node: Table, index, parent) => {
			if (!parent || index === undefined) return;
			const box = { type: 'tableBox', children: [node] } as unknown as Nodes;
			become(box, 'div', { className: ['table'], tabIndex: 0, role: 'group', ariaLabel: 'Table' });
			parent.children[index] = box as never;
			return SKIP;
		});
	}
}

/** What stands before and behind the first of a character. */
function splitAt(character: '#' | '?', url: string): [string, string] {
	const place = url.indexOf(character);
	return place < 0 ? [url, ''] : [url.slice(0, place), url.slice(place + 1)];
}

function decodePath(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
