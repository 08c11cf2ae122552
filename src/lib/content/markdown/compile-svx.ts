import { compile } from 'mdsvex';
import type { Root } from 'mdast';

/**
 * Compiles an article whose Markdown is already rendered to a Svelte component: mdsvex hoists the
 * script block and keeps the rest. Its own Markdown parser gets an empty source.
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
	// White space is kept so that an .svx article has the same HTML as an .md article.
	return `<svelte:options preserveWhitespace={true} />\n${compiled?.code ?? ''}`;
}
