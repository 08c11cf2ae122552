import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
	reservedCategories,
	slugPattern,
	type Category,
	type Site
} from '../../core/article/article.ts';
import type { FileFault } from '../faults/report.ts';
import type { AuthorSynonyms, GoldenQuery } from '../../core/article/search-rules.ts';
import { parseGolden } from './golden-file.ts';
import { readText } from './read-text.ts';
import { parseCategory, parseSite } from './settings.ts';
import { parseSynonyms } from './synonyms-file.ts';
import type { Parsed } from '../yaml/parse-yaml.ts';

/** A file that becomes a page. */
export interface PageFile {
	kind: 'md' | 'svx';
	/** Path of its page, without the base path: `/backend/outbox/`. */
	page: string;
	/** Path of the file. */
	path: string;
	/** The folder that its relative paths start from. */
	base: string;
	/** The path of the repository that holds the content, from `base`. */
	repository: string;
	/** Its own folder, if it is not a file of the category's. */
	folder?: string;
	hasSample: boolean;
}

export interface ArticleFile extends PageFile {
	category: string;
	slug: string;
}

export interface ScannedContent {
	site: Site | null;
	/** `about.md` */
	about: PageFile | null;
	categories: Category[];
	articles: ArticleFile[];
	synonyms: AuthorSynonyms[];
	golden: GoldenQuery[];
	faults: FileFault[];
}

/** Lists the contents of a content folder. Names that begin with `_` or `.` are ignored. */
export async function scanContent(content: string): Promise<ScannedContent> {
	const faults: FileFault[] = [];
	const fault = (file: string, problem: string) =>
		faults.push({ file, line: 1, column: 1, problem });
	const settings = <T>(file: string, parse: (source: string) => Parsed<T>, example?: string) => {
		if (!existsSync(file)) {
			if (example) fault(file, `is missing; it says ${example}`);
			return null;
		}
		const source = readText(file, faults);
		if (source === null) return null;
		const { value, faults: found } = parse(source);
		faults.push(...found.map((one) => ({ file, ...one })));
		return value;
	};
	if (!isFolder(content)) {
		fault(content, 'is not a folder; OFFPRINT_CONTENT names the content folder');
		return {
			site: null,
			about: null,
			categories: [],
			articles: [],
			synonyms: [],
			golden: [],
			faults
		};
	}
	const site = settings(
		join(content, 'site.yaml'),
		parseSite,
		'title, tagline, url, author and language of the site'
	);
	const categories: Category[] = [];
	const articles: ArticleFile[] = [];
	for (const category of entries(content)) {
		const folder = join(content, category);
		if (!isFolder(folder)) {
			if (isText.test(category) && category !== aboutFile && !/^readme\./i.test(category))
				fault(folder, 'is in no category; move it into the folder of one');
			continue;
		}
		if (!slugPattern.test(category)) {
			fault(folder, `"${category}" cannot be a category; its name is made of a–z, 0–9 and -`);
			continue;
		}
		if (reservedCategories.includes(category)) {
			fault(folder, `"${category}" cannot be a category; /${category}/ is a page of the site`);
			continue;
		}
		const about = settings(
			join(folder, 'category.yaml'),
			parseCategory,
			'title, tagline and order of the category'
		);
		if (about) categories.push({ slug: category, ...about });
		articles.push(...findArticles(folder, category, fault));
	}
	categories.sort((a, b) => a.order - b.order || (a.slug < b.slug ? -1 : 1));
	const synonyms = settings(join(content, 'synonyms.yaml'), parseSynonyms) ?? [];
	const golden =
		settings(join(content, 'golden.yaml'), (source) => parseGolden(source, articles)) ?? [];
	return { site, about: findAbout(content), categories, articles, synonyms, golden, faults };
}

const aboutFile = 'about.md';

function findAbout(content: string): PageFile | null {
	const path = join(content, aboutFile);
	if (!existsSync(path)) return null;
	return { kind: 'md', page: '/about/', path, base: content, repository: '..', hasSample: false };
}

function findArticles(
	folder: string,
	category: string,
	fault: (file: string, problem: string) => void
): ArticleFile[] {
	const found = new Map<string, ArticleFile>();
	const add = (slug: string, article: Omit<PageFile, 'page'>) => {
		const twin = found.get(slug);
		if (!slugPattern.test(slug))
			fault(
				article.path,
				slug.length > 80
					? `the name has ${slug.length} characters; 80 is the most`
					: `"${slug}" cannot be an address; a name is made of a–z, 0–9 and -`
			);
		else if (twin) fault(article.path, `has the address of ${twin.path}; rename one of them`);
		else found.set(slug, { category, slug, page: `/${category}/${slug}/`, ...article });
	};
	for (const name of entries(folder)) {
		const path = join(folder, name);
		const [, slug, kind] = /^(.*)\.(md|svx)$/.exec(name) ?? [];
		if (isFolder(path)) {
			const indexes = (['md', 'svx'] as const).filter((end) =>
				existsSync(join(path, `index.${end}`))
			);
			if (!indexes.length && entries(path).length)
				fault(path, 'has no article; its file is called index.md or index.svx');
			for (const end of indexes)
				add(name, {
					kind: end,
					path: join(path, `index.${end}`),
					base: path,
					repository: '../../..',
					folder: path,
					hasSample: isFolder(join(path, 'sample'))
				});
		} else if (slug !== undefined)
			add(slug, {
				kind: kind as 'md' | 'svx',
				path,
				base: folder,
				repository: '../..',
				hasSample: false
			});
		else if (isText.test(name)) fault(path, 'is no article; the name of one ends in .md or .svx');
	}
	return [...found.values()];
}

/** File extensions of articles, including those of other tools. */
const isText = /\.(?:md|mdx|markdown|svx)$/i;

const entries = (folder: string) =>
	readdirSync(folder)
		.filter((name) => !/^[._]/.test(name))
		.sort();

/** A folder, or a symbolic link to one that does not contain the link. */
function isFolder(path: string): boolean {
	try {
		return (
			statSync(path).isDirectory() &&
			!`${realpathSync(join(path, '..'))}/`.startsWith(`${realpathSync(path)}/`)
		);
	} catch {
		return false;
	}
}
