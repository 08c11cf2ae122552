import type { ReadingMaterial } from '$lib/core/article/reading-time.ts';

const fence = /^ {0,3}(`{3,}|~{3,})\s*(\S*)/;
const frontMatter = /^---\r?\n.*?\n---\r?\n/s;
const image = /!\[[^\]]*\]\([^)]*\)/g;
const link = /\[([^\]]*)\]\([^)]*\)/g;

/**
 * What there is to read in Markdown that somebody typed: fenced code apart from prose, images and diagrams
 * counted, front matter and addresses of links left out. Marks such as `#` and `**` stay, because they are not words.
 */
export function splitMarkdown(markdown: string): ReadingMaterial {
	const material = { prose: '', code: '', figures: 0 };
	let open: { marker: string; isDiagram: boolean } | undefined;
	for (const line of markdown.replace(frontMatter, '').split(/\r?\n/)) {
		const [, marker, language] = fence.exec(line) ?? [];
		if (open && marker?.startsWith(open.marker) && !language) open = undefined;
		else if (!open && marker) {
			open = { marker, isDiagram: language === 'mermaid' };
			if (open.isDiagram) material.figures++;
		} else if (!open) {
			material.figures += line.match(image)?.length ?? 0;
			material.prose += `${line.replace(image, '').replace(link, '$1')}\n`;
		} else if (!open.isDiagram) material.code += `${line}\n`;
	}
	return material;
}
