import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** CommonMark and GFM to a syntax tree. */
export const parseMarkdown = (source: string): Root =>
	fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
