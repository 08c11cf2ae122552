import { readingMinutes } from '../../core/article/reading-time.ts';

const fence = /^ {0,3}(`{3,}|~{3,})(.*)\n([\s\S]*?)(?:^ {0,3}\1.*$|(?![\s\S]))/gm;
const drawn = /^\s*(?:mermaid|chart)\b/;
const image = /!\[[^\]]*\]/g;
const unread = /\]\([^)]*\)|<[^>]*>/g;

/**
 * The reading time of an article that is not rendered, from its Markdown. Code that a fence takes from a file is
 * not counted, so an article with much of it seems some minutes shorter.
 */
export function estimateMinutes(source: string): number {
	let code = '';
	let figures = 0;
	const prose = source
		.replace(fence, (_fence, _marks, language: string, text: string) => {
			if (drawn.test(language)) figures++;
			else code += text;
			return '';
		})
		.replace(image, () => {
			figures++;
			return '';
		})
		.replace(unread, ' ');
	return readingMinutes({ prose, code, figures });
}
