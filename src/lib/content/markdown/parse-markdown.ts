import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { svelteSyntax } from './svelte-syntax.ts';

/** Parses CommonMark and GFM to a syntax tree. Svelte code in an `.svx` file becomes HTML nodes. */
export const parseMarkdown = (source: string, kind: 'md' | 'svx'): Root =>
	fromMarkdown(source, {
		extensions: kind === 'svx' ? [gfm(), svelteSyntax(source)] : [gfm()],
		mdastExtensions: [gfmFromMarkdown()]
	});
