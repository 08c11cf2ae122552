import { toString } from 'hast-util-to-string';
import { fromHtml } from 'hast-util-from-html';
import { visit } from '../../../../../src/lib/content/markdown/visit.ts';
import { renderFile } from '../render-file.ts';

export const fence = (source: string, info = 'alt="x"') =>
	`\`\`\`mermaid ${info}\n${source}\n\`\`\``;

export async function draw(source: string) {
	const { html, faults } = await renderFile(fence(source), {}, { highlight: false });
	const texts: string[] = [];
	let lines = 0;
	visit(fromHtml(html, { fragment: true }), 'element', (node) => {
		if (node.tagName === 'text') texts.push(toString(node).trim());
		if ((node.properties.className as string[] | undefined)?.includes('edge')) lines++;
	});
	return {
		html,
		lines,
		texts: texts.filter(Boolean),
		faults: faults.map(({ problem }) => problem)
	};
}
