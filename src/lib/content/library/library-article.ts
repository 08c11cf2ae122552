import { join } from 'node:path';
import {
	articleId,
	reservedCategories,
	type ArticleCard,
	type Heading,
	type Section
} from '../../core/article/article.ts';
import { variantPath, type ImageVariant } from '../../core/article/image-variant.ts';
import type { Verified } from '../../core/article/article-page.ts';
import type { Position } from '../faults/fault.ts';
import type { Proof } from '../markdown/proof.ts';
import type { Rendered } from '../markdown/render.ts';
import type { SiteLink } from '../markdown/rendering.ts';
import type { FrontMatter } from './front-matter-schema.ts';
import type { ArticleFile } from './scan.ts';

/** What is known of an article before it is rendered. */
export interface ListedArticle extends ArticleCard {
	kind: 'md' | 'svx';
	/** Path of the file. */
	file: string;
	/** Paths that it had before. */
	aliases: string[];
	/** The folder of its sample. */
	sample?: string;
	/** A draft, or dated in the future: not in production builds. */
	unpublished?: true;
}

export interface LibraryArticle extends ListedArticle {
	headings: Heading[];
	sections: Section[];
	/** HTML of an `.md`, Svelte source of an `.svx`. */
	html: string;
	/** A hash of HTML and sections. */
	bodyHash: string;
	/** Files that are served next to its page, by their name in the URL. */
	assets: Map<string, string>;
	/** Its images in other widths and formats, by their paths below the base path. */
	variants: Map<string, ImageVariant>;
	/** Articles that it links to, with the text of each link. */
	linksTo: { id: string; text: string }[];
	/** The last run of its sample, if the sample has not changed since. */
	verified?: Verified;
	/** The outcome of each test of that run, by `Class.Method`. */
	testResults?: Record<string, 'passed' | 'skipped'>;
	/** Sentences and the tests that prove them, in the order of the text. */
	proofs: Proof[];
}

/** An article whose front matter has no faults. */
export interface DescribedArticle {
	file: ArticleFile;
	frontMatter: FrontMatter;
	/** Where each of its aliases is in the file. */
	aliasPositions: Position[];
}

/** The last run of an article's sample, if the sample has not changed since. */
export type SampleRun = Pick<LibraryArticle, 'verified' | 'testResults'>;

export interface ReadArticle extends DescribedArticle, SampleRun {
	rendered: Rendered;
}

export function toListedArticle(
	{ file, frontMatter }: DescribedArticle,
	minutes: number,
	isPublished: boolean
): ListedArticle {
	const { draft: _draft, minutes: _claim, ...facts } = frontMatter;
	const { category, slug, kind, path, folder, hasSample } = file;
	return {
		category,
		slug,
		...facts,
		minutes,
		kind,
		file: path,
		...(folder && hasSample && { sample: join(folder, 'sample') }),
		...(!isPublished && { unpublished: true })
	};
}

export function toLibraryArticle(read: ReadArticle, isPublished: boolean): LibraryArticle {
	const { file, rendered, verified, testResults } = read;
	return {
		...toListedArticle(read, rendered.minutes, isPublished),
		headings: rendered.headings,
		sections: rendered.sections,
		html: rendered.html,
		bodyHash: rendered.bodyHash,
		assets: new Map(rendered.assets.map((name) => [name, join(file.base, name)])),
		variants: new Map(
			rendered.variants.map((variant) => [variantPath(articleId(file), variant), variant])
		),
		linksTo: rendered.links.flatMap((link) => articleLink(link)),
		proofs: rendered.proofs,
		...(verified && { verified }),
		...(testResults && { testResults })
	};
}

const articleLink = ({ path, text }: SiteLink) => {
	const [, category, slug] = /^\/([^/]+)\/([^/]+)\/$/.exec(path) ?? [];
	return category && slug && !reservedCategories.includes(category)
		? [{ id: articleId({ category, slug }), text }]
		: [];
};
