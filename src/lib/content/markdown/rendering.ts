import { posix } from 'node:path';
import type { Nodes } from 'mdast';
import { didYouMean } from '../faults/did-you-mean.ts';
import type { Heading, Section } from '../../core/article/article.ts';
import type { ImageVariant } from '../../core/article/image-variant.ts';
import type { Fault, Position } from '../faults/fault.ts';
import type { Proof } from './proof.ts';

export interface MarkdownFile {
	/** `md` is plain Markdown, `svx` may hold Svelte. */
	kind: 'md' | 'svx';
	/** The file's text with the front matter blanked out, so that positions stand. */
	source: string;
	/** Path of the article's page, base path included, with a slash at the end. */
	pagePath: string;
	basePath: string;
	/** The path of the repository that holds the content, from the article's folder. */
	repository: string;
	/** Reads a file by its path relative to the article's folder; `null` if there is none. */
	read(path: string): Buffer | null;
	/** Names of the files in a folder relative to the article's, for "did you mean". */
	list(folder: string): string[];
	/** The URL path of the article that a relative path names, without base; `null` for others. */
	articlePath(path: string): string | null;
	/** Highlighting takes most of the time; the content check skips it. */
	highlight: boolean;
}

/** A link within the site; the library checks it once all articles are known. */
export interface SiteLink extends Position {
	/** As the author wrote it. */
	url: string;
	/** `/category/slug/`, `/tags/x/` …; empty for a link within the page. */
	path: string;
	anchor: string;
	text: string;
}

/** A fence with `file=/…`; the library checks that the article's sample runs that file. */
export interface SiteCode extends Position {
	/** Path in the repository. */
	path: string;
}

/** The state of one article while it is rendered: its file and what the steps found in it. */
export class Rendering {
	headings: Heading[] = [];
	sections: Section[] = [];
	minutes = 1;
	/** Ids that links may point at. */
	anchors: string[] = [];
	links: SiteLink[] = [];
	/** Files that the page shows or links, relative to the article's folder. */
	assets = new Set<string>();
	variants: ImageVariant[] = [];
	/** Fences that show code of the site itself. */
	siteCode: SiteCode[] = [];
	/** Sentences and the tests that prove them, in the order of the text. */
	proofs: Proof[] = [];
	faults: Fault[] = [];

	constructor(readonly file: MarkdownFile) {}

	/** @param below lines from the start of the node to the fault */
	fault(node: Nodes, problem: string, below = 0) {
		const { line, column } = positionOf(node);
		this.faults.push({ line: line + below, column, problem });
	}

	/** `; did you mean …` with a similar file name from the folder of `path`. */
	didYouMean(path: string): string {
		return didYouMean(posix.basename(path), this.file.list(posix.dirname(path)));
	}
}

export const positionOf = (node: Nodes): Position => ({
	line: node.position?.start.line ?? 1,
	column: node.position?.start.column ?? 1
});

/** Sets the HTML element that a node renders as. */
export function setElement(node: Nodes, tag: string, properties: Record<string, unknown> = {}) {
	node.data = { ...node.data, hName: tag, hProperties: properties } as never;
}

/** Encodes a path for a URL, including `#`, `?` and `%`. */
export const encodePath = (path: string): string =>
	path.split('/').map(encodeURIComponent).join('/');
