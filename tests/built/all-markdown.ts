import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A content folder of its own, so that authors can look at the article with `npm run dev`. */
const fixture = 'tests/fixtures/all-markdown';
const articleFolder = join(fixture, 'reference/all-markdown');

const source = readFileSync(join(articleFolder, 'index.md'), 'utf8').replaceAll('\r\n', '\n');
const bodyStart = source.indexOf('\n---\n') + '\n---\n'.length;

/** Every construct of CommonMark, GFM and Offprint, without front matter. */
export const allMarkdown = source.slice(bodyStart);

/** The same article as .svx, where some signs of its first paragraph are escaped. */
export const allMarkdownSvx = allMarkdown.replace(
	'{these} and {{ those }}, List<T>, 1 <',
	'\\{these} and \\{\\{ those }}, List\\<T>, 1 \\<'
);

/** The files that the article shows, by their path. */
export const allMarkdownFiles = Object.fromEntries(
	readdirSync(articleFolder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name))
		.map((path) => [path.slice(articleFolder.length + 1).replaceAll('\\', '/'), readFileSync(path)])
);

/** Writes the article as `/reference/all-markdown/` and, with Svelte, as `/reference/all-svx/`. */
export function writeAllMarkdown(content: string) {
	cpSync(join(fixture, 'reference'), join(content, 'reference'), { recursive: true });
	const copy = join(content, 'reference/all-svx');
	cpSync(articleFolder, copy, { recursive: true });
	rmSync(join(copy, 'index.md'));
	const frontMatter = source
		.slice(0, bodyStart)
		.replace('in plain text', 'with Svelte')
		.replace(/^(?:aliases|series|part): .*\n/gm, '');
	writeFileSync(join(copy, 'index.svx'), frontMatter + allMarkdownSvx);
}
