import { join } from 'node:path';
import {
	articleId,
	reservedCategories,
	type ArticleCard,
	type Category,
	type Heading,
	type Section,
	type Site
} from '../../core/article/article.ts';
import { tagSlug } from '../../core/article/tag-slug.ts';
import type { GoldenQuery, SynonymRule } from '../../core/article/search-rules.ts';
import type { Verified } from '../../core/article/article-page.ts';
import { parseArticle, type FrontMatter } from './front-matter.ts';
import type { Rendered } from '../markdown/render.ts';
import type { Proof } from '../markdown/proof.ts';
import type { SiteLink } from '../markdown/rendering.ts';
import { ContentError, sortFaults, type FileFault } from '../faults/report.ts';
import { checkLinks, type LinkingArticle } from './links.ts';
import { readText } from './read-text.ts';
import { RenderCache } from './render-cache.ts';
import { readVerification } from './sample.ts';
import { scanContent, type ArticleFile } from './scan.ts';

export interface LibraryOptions {
	/** The content folder. */
	content: string;
	/** `''` or `/any/prefix` */
	base: string;
	/** `YYYY-MM-DD`; articles of later days are left out. Today, in UTC, unless said. */
	today?: string;
	/** With drafts and articles of the future, for their author to look at. */
	drafts?: boolean;
	/** Without colours and without the cache: all that a check needs. */
	checkOnly?: boolean;
}

export interface LibraryArticle extends ArticleCard {
	headings: Heading[];
	sections: Section[];
	/** HTML of an `.md`, Svelte source of an `.svx`. */
	html: string;
	kind: 'md' | 'svx';
	/** Path of its file. */
	file: string;
	/** Files to be served beside its page: name in the URL → path. */
	assets: Map<string, string>;
	/** Articles it links to, by id, with the words of the link. */
	linksTo: { id: string; text: string }[];
	/** Only while the sample is what was run. */
	verified?: Verified;
	/** The outcome of every test of its sample, by `Class.Method`; only while `verified`. */
	testResults?: Record<string, 'passed' | 'skipped'>;
	/** Sentences with the tests that prove them, in order. */
	proofs: Proof[];
	/** The folder of its sample, where it has one. */
	sample?: string;
	/** A draft, or of a day to come: no build has it. */
	unpublished?: true;
}

export interface Library {
	site: Site;
	/** In their order. */
	categories: Category[];
	articles: LibraryArticle[];
	synonyms: SynonymRule[];
	/** Of articles that readers can find. */
	golden: GoldenQuery[];
}

interface Draft {
	file: ArticleFile;
	frontMatter: FrontMatter;
	rendered: Rendered;
	verified?: Verified;
	testResults?: Record<string, 'passed' | 'skipped'>;
}

/**
 * Reads, checks and renders a content folder.
 * @throws {ContentError} with every fault of every file
 */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
	const { content, base, checkOnly = false } = options;
	const today = options.today ?? new Date().toISOString().slice(0, 10);
	const scanned = await scanContent(content);
	const faults: FileFault[] = [...scanned.faults];
	const cache = new RenderCache({ base, checkOnly });
	const all: Draft[] = [];
	/** Those whose front matter says too little to be published. */
	const broken: LinkingArticle[] = [];

	for (const file of scanned.articles) {
		const source = readText(file.path, faults);
		if (source === null) continue;
		const parsed = parseArticle(source);
		const add = (found: { line: number; column: number; problem: string }) =>
			faults.push({ file: file.path, ...found });
		parsed.faults.forEach(add);
		const rendered = await cache.render(file, parsed.body, scanned.articles).catch(notRendered);
		rendered.faults.forEach(add);
		const { frontMatter, claim } = parsed;
		if (claim && claim.minutes !== rendered.minutes)
			add({
				...claim,
				problem: `minutes ${claim.minutes} is not the reading time; it is ${rendered.minutes}`
			});
		if (!frontMatter) {
			broken.push({ file, rendered });
			continue;
		}
		const sample = file.folder && join(file.folder, 'sample');
		const verification = sample && file.hasSample ? await readVerification(sample) : undefined;
		all.push({
			file,
			frontMatter,
			rendered,
			...(verification?.state === 'verified' && {
				verified: {
					date: verification.record.date,
					sdk: verification.record.sdk,
					packages: verification.record.packages,
					...(verification.record.servers && { servers: verification.record.servers }),
					tests: verification.record.tests.passed
				},
				testResults: verification.record.results
			})
		});
	}

	const isPublished = ({ frontMatter }: Draft) =>
		!frontMatter.draft && frontMatter.published <= today;
	const shown = all.filter((draft) => options.drafts || isPublished(draft));
	const known = new Set(all.map(({ file }) => file));
	const unknown = scanned.articles.filter((file) => !known.has(file));
	faults.push(...checkLinks([...all, ...broken], shown, scanned.categories, unknown));
	faults.push(...checkSeries(shown), ...checkTagSlugs(all));
	if (!scanned.site || faults.length) throw new ContentError(sortFaults(faults));
	const findable = new Set(all.filter(isPublished).map(({ file }) => articleId(file)));
	return {
		site: scanned.site,
		categories: scanned.categories,
		articles: shown.map((draft) => ({
			...toArticle(draft),
			...(!isPublished(draft) && { unpublished: true })
		})),
		synonyms: scanned.synonyms,
		golden: scanned.golden.filter(({ id }) => findable.has(id))
	};
}

/** What stands in for an article that the parsers give up on. */
const notRendered = (error: Error): Rendered => ({
	html: '',
	headings: [],
	sections: [],
	minutes: 1,
	anchors: [],
	links: [],
	assets: [],
	proofs: [],
	faults: [
		{
			line: 1,
			column: 1,
			problem:
				error instanceof RangeError
					? 'is nested too deeply to be read; take some levels of lists, quotes or HTML out'
					: `cannot be rendered: ${error.message.split('\n')[0]}`
		}
	]
});

/** Articles that have the place of another in their series. */
function checkSeries(drafts: readonly Draft[]): FileFault[] {
	const first = new Map<string, Draft>();
	return drafts.flatMap((draft) => {
		const { series, part } = draft.frontMatter;
		const place = `part ${part} of the series "${series}"`;
		const twin = first.get(place);
		if (series === undefined) return [];
		if (!twin) first.set(place, draft);
		const problem = `is ${place}, as ${twin?.file.path} is; give one of them another part`;
		return twin ? [{ file: draft.file.path, line: 1, column: 1, problem }] : [];
	});
}

/** Tags that would share a page: `c#` and `csharp`. */
function checkTagSlugs(drafts: readonly Draft[]): FileFault[] {
	const first = new Map<string, { tag: string; file: string }>();
	return drafts.flatMap(({ file: { path }, frontMatter }) =>
		frontMatter.tags.flatMap((tag) => {
			const slug = tagSlug(tag);
			const known = first.get(slug);
			if (!known) first.set(slug, { tag, file: path });
			if (!known || known.tag === tag) return [];
			const problem = `tag "${tag}" has the same page as "${known.tag}" in ${known.file}, /tags/${slug}/; use one of them`;
			return [{ file: path, line: 1, column: 1, problem }];
		})
	);
}

function toArticle({ file, frontMatter, rendered, verified, testResults }: Draft): LibraryArticle {
	// What a build shows is neither a draft nor the author's claim of minutes.
	const { draft: _draft, minutes: _claim, ...facts } = frontMatter;
	const { category, slug, kind } = file;
	return {
		category,
		slug,
		...facts,
		minutes: rendered.minutes,
		headings: rendered.headings,
		sections: rendered.sections,
		html: rendered.html,
		kind,
		file: file.path,
		assets: new Map(rendered.assets.map((name) => [name, join(file.base, name)])),
		linksTo: rendered.links.flatMap((link) => articleLink(link)),
		proofs: rendered.proofs,
		...(file.folder && file.hasSample && { sample: join(file.folder, 'sample') }),
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
