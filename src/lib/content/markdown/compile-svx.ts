import { compile } from 'mdsvex';
import type { Root } from 'mdast';

/**
 * The Svelte component that mdsvex makes of an article whose Markdown is rendered already: it hoists
 * the script block and leaves the rest as it is. Its own Markdown parser gets nothing to read.
 * @param html with Svelte in it
 */
export async function compileSvx(html: string): Promise<string> {
	const useHtml = () => (tree: Root) => {
		tree.children = [{ type: 'html', value: html }];
	};
	const compiled = await compile('', {
		filename: 'article.svx',
		smartypants: false,
		highlight: false,
		remarkPlugins: [useHtml as never]
	});
	// White space stays as Markdown has it, so that a page is the same in both kinds of file.
	return `<svelte:options preserveWhitespace={true} />\n${compiled?.code ?? ''}`;
}
