import { relative } from 'node:path';
import type { Element, ElementContent } from 'hast';
import { toHast } from 'mdast-util-to-hast';
import { base } from '$app/paths';
import { articleId } from '$lib/core/article/article.ts';
import { describeTest, testId } from '$lib/core/article/test-name.ts';
import type { LibraryArticle } from '$lib/content/library/library-article.ts';
import { archiveRoot, sampleTool } from '$lib/content/library/sample.ts';
import type { SampleFile } from '$lib/content/library/sample-files.ts';
import { element, text } from '$lib/content/markdown/element.ts';
import { parseMarkdown } from '$lib/content/markdown/parse-markdown.ts';
import { dayName } from '$lib/core/article/day-name.ts';
import { findTest } from './find-test.ts';

type HrefOf = (file: SampleFile) => string | undefined;

/** The overview page of a sample: its verified run, how to run it, tests, files and mutations. */
export async function sampleOverview(
	article: LibraryArticle,
	files: readonly SampleFile[],
	hrefOf: HrefOf
): Promise<Element> {
	const mutations = files.find(({ path }) => path === 'mutations.md');
	return element('div', {}, [
		...verification(article),
		...howToRun(article, files),
		...tests(article, files, hrefOf),
		heading('Files'),
		fileTree(files, hrefOf),
		...(mutations ? [heading('Mutations'), ...markdown(mutations.text!)] : [])
	]);
}

const heading = (words: string): Element =>
	element('h2', { id: words.toLowerCase().replaceAll(' ', '-') }, [text(words)]);

const paragraph = (...content: ElementContent[]) => element('p', {}, content);
const code = (words: string) => element('code', {}, [text(words)]);
const link = (href: string | undefined, words: string) =>
	href ? element('a', { href }, [text(words)]) : text(words);

function verification({ verified }: LibraryArticle): Element[] {
	if (!verified)
		return [
			paragraph(text('This code has changed since it was last run, so nothing here is verified.'))
		];
	const { date, platform, packages, servers = {}, tests } = verified;
	const versions = (all: Record<string, string>) =>
		Object.entries(all)
			.map((entry) => entry.join(' '))
			.join(', ');
	const day = element('time', { dateTime: date }, [text(dayName(date))]);
	const facts: [string, string | ElementContent[]][] = [
		['Verified', [day, text(`: ${tests} tests passed`)]],
		['Platform', platform],
		['Also used', versions(servers)],
		['Packages', versions(packages)]
	];
	const rows = facts
		.filter(([, value]) => value)
		.flatMap(([name, value]) => [
			element('dt', {}, [text(name)]),
			element('dd', {}, typeof value === 'string' ? [text(value)] : value)
		]);
	return [element('dl', { className: ['facts'] }, rows)];
}

function howToRun(article: LibraryArticle, files: readonly SampleFile[]): ElementContent[] {
	const id = articleId(article);
	const servers = Object.keys(article.verified?.servers ?? {});
	const readme = files.find(({ path }) => path === 'README.md');
	return [
		heading('Run it'),
		paragraph(
			text('Download '),
			link(`${base}/${id}/sample/${article.slug}.zip`, `${article.slug}.zip`),
			text(', unpack it and run the tests'),
			text(servers.length ? `, with ${servers.join(', ')} installed:` : ':')
		),
		element('figure', { className: ['code'], dataLang: 'shell' }, [
			element('pre', { tabIndex: 0, role: 'group', ariaLabel: 'Code, shell' }, [
				code(commandsOf(article))
			])
		]),
		...(readme ? markdown(readme.text!) : [])
	];
}

function commandsOf({ sample }: LibraryArticle): string {
	const folder = relative(archiveRoot(sample!), sample!).replaceAll('\\', '/');
	return sampleTool(sample!) === 'vitest'
		? `npm ci --ignore-scripts\nnpx vitest run --root ${folder}`
		: `cd ${folder}\ndotnet test -c Release`;
}

/** The tests, each with the sentences of the article that it proves. */
function tests(article: LibraryArticle, files: readonly SampleFile[], hrefOf: HrefOf): Element[] {
	const names = Object.keys(article.testResults ?? {});
	if (!names.length) return [];
	const rows = names.map((name) => {
		const { file, line } = findTest(files, name);
		const href = file && hrefOf(file);
		const claims = article.proofs
			.filter(({ test }) => test === name)
			.map(({ claim, anchor }) =>
				element('li', {}, [link(`${base}/${articleId(article)}/#${anchor}`, claim)])
			);
		return element('li', { id: testId(name) }, [
			link(href && `${href}#L${line}`, describeTest(name)),
			text(` ${article.testResults![name]}`),
			...(claims.length ? [element('ul', { className: ['claims'] }, claims)] : [])
		]);
	});
	return [heading('Tests'), element('ul', { className: ['tests'] }, rows)];
}

interface Folder {
	folders: Map<string, Folder>;
	files: SampleFile[];
}

function fileTree(files: readonly SampleFile[], hrefOf: HrefOf): Element {
	const root: Folder = { folders: new Map(), files: [] };
	for (const file of files) {
		let folder = root;
		for (const name of file.path.split('/').slice(0, -1)) {
			if (!folder.folders.has(name)) folder.folders.set(name, { folders: new Map(), files: [] });
			folder = folder.folders.get(name)!;
		}
		folder.files.push(file);
	}
	return folderList(root, hrefOf);
}

const folderList = ({ folders, files }: Folder, hrefOf: HrefOf): Element =>
	element('ul', { className: ['files'] }, [
		...[...folders].map(([name, folder]) =>
			element('li', {}, [text(`${name}/`), folderList(folder, hrefOf)])
		),
		...files.map((file) => element('li', {}, [link(hrefOf(file), file.path.split('/').at(-1)!)]))
	]);

/** A Markdown file of the sample without its title and without raw HTML. */
function markdown(source: string): ElementContent[] {
	const tree = parseMarkdown(source, 'md');
	tree.children = tree.children.filter((node) => node.type !== 'heading' || node.depth > 1);
	const hast = toHast(tree);
	const content = 'children' in hast ? (hast.children as ElementContent[]) : [];
	return content.map((node) =>
		node.type === 'element' && node.tagName === 'table'
			? element('div', { className: ['table'], tabIndex: 0, role: 'group', ariaLabel: 'Table' }, [
					node
				])
			: node
	);
}
