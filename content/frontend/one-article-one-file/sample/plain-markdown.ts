import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRegion } from '../../../../src/lib/content/markdown/fence.ts';
import { resultText } from '../../../../src/lib/content/markdown/results.ts';

/**
 * The text of an `.svx` article as Markdown that any renderer takes: code and measured numbers are filled in;
 * front matter, script, components, diagrams, and links inside the library are left out.
 * @param repository what `file=/…` starts from
 */
export function plainMarkdown(folder: string, repository: string): string {
	const fillFence = (_: string, language: string, file: string, region: string) => {
		const path = file.startsWith('/') ? join(repository, file) : join(folder, 'sample', file);
		return `\`\`\`${language}\n${readRegion(readFileSync(path, 'utf8'), region)}\n\`\`\``;
	};
	const fillResult = (_: string, file: string, pointer: string) => {
		try {
			return resultText(readFileSync(join(folder, file), 'utf8'), pointer);
		} catch {
			// Not measured yet: this run does.
			return '0';
		}
	};
	return readFileSync(join(folder, 'index.svx'), 'utf8')
		.replaceAll('\r\n', '\n')
		.replace(/^---\n[\s\S]*?\n---\n/, '')
		.replace(/^<script>\n[\s\S]*?\n<\/script>\n/m, '')
		.replace(/^<[A-Z]\w* \/>\n/gm, '')
		.replace(/^```(?:mermaid|chart)[\s\S]*?\n```\n/gm, '')
		.replace(/^```(\w+) file=(\S+) region=(\S+)\n```/gm, fillFence)
		.replace(/\[\]\(<?proof:[^)>]*>?\)/g, '')
		.replace(/\[\]\((sample\/results\/[^#)]+)#([^)]+)\)/g, fillResult)
		.replace(/\[([^\]]+)\]\((?:\.\.\/|#)[^)]*\)/g, '$1')
		.trim();
}
