import { resolve } from 'node:path';
import { articleId } from '../../core/article/article.ts';
import type { FileFault } from '../faults/report.ts';
import { siteOf, type BundleSources } from '../library/bundle-sources.ts';
import { checkAliases } from '../library/check-aliases.ts';
import { checkSeries, checkTagSlugs } from '../library/check-articles.ts';
import { withCards, type CurrentLibrary } from '../library/current.ts';
import { parseAbout } from '../library/front-matter.ts';
import {
	toListedArticle,
	type DescribedArticle,
	type ListedArticle
} from '../library/library-article.ts';
import type { LibraryOptions } from '../library/library.ts';
import { readText } from '../library/read-text.ts';
import { scanContent, type ScannedContent } from '../library/scan.ts';
import { isPublished, isShown } from '../library/shown.ts';
import { ArticleRenderer } from './article-renderer.ts';
import { ArticleTexts } from './article-texts.ts';
import { estimateMinutes } from './estimate-minutes.ts';
import { KnownFacts } from './known-facts.ts';

/**
 * The library of the development server. It reads files and their front matter, and renders an article
 * when its body is asked for. After an edit it reads what was edited.
 */
export class DevelopmentLibrary {
	readonly #options: LibraryOptions;
	readonly #texts: ArticleTexts;
	readonly #known: KnownFacts;
	#scanned: ScannedContent | undefined;
	#renderer: ArticleRenderer | undefined;
	#current: CurrentLibrary | undefined;
	#faults: FileFault[] = [];
	#cardsVersion = 0;

	constructor(options: LibraryOptions) {
		this.#options = options;
		this.#texts = new ArticleTexts(options.content);
		this.#known = new KnownFacts(options.content);
	}

	/** `undefined` until there is a site. After an edit it is another object. */
	get current() {
		return this.#current;
	}

	/** Changes when what lists show of any article does. */
	get cardsVersion() {
		return this.#cardsVersion;
	}

	/** What Vite bundles. An article in Svelte has no source yet: it is rendered when it is loaded. */
	async sources(): Promise<BundleSources | null> {
		const scanned = (this.#scanned ??= await scanContent(this.#options.content));
		const site = siteOf(scanned);
		const components = scanned.articles
			.filter(({ kind }) => kind === 'svx')
			.map((file) => ({ id: articleId(file), source: '', folder: file.base }));
		return site && { site, components };
	}

	/**
	 * Reads the content or, if it has been read, what changed.
	 * @param edited absolute paths of the files that were written, added or removed since the last time
	 * @returns all faults but those that only rendering finds
	 */
	async read(edited: ReadonlySet<string> = new Set()): Promise<readonly FileFault[]> {
		const again = this.#renderer && edited.size ? this.#texts.readAgain(edited) : null;
		if (!again) await this.#readAll(edited);
		if (again && !again.hasNewFrontMatter && this.#current) this.#current = { ...this.#current };
		else this.#assemble();
		this.#renderer!.forget();
		return this.#faults;
	}

	/** Renders an article, if there is one. @returns the faults that it has by itself */
	async faultsOf(id: string): Promise<readonly FileFault[]> {
		const listed = this.#current?.articleById.get(id);
		return listed ? (await this.#render(listed)).faults : [];
	}

	/** Renders an article. @returns its HTML, or its source in Svelte; `''` if there is no such article */
	async sourceOf(id: string): Promise<string> {
		const listed = this.#current?.articleById.get(id);
		return listed ? (await this.#render(listed)).article.html : '';
	}

	/** The ids of the articles among some files, which are absolute paths. */
	articlesOf(paths: Iterable<string>): string[] {
		return [...paths].flatMap((path) => {
			const text = this.#texts.at(path);
			return text ? articleId(text.file) : [];
		});
	}

	/** Takes the reading times that a check of the whole content has found. */
	learn(minutes: readonly (readonly [path: string, minutes: number])[]) {
		for (const [path, found] of minutes) this.#setMinutes(path, found);
		this.#known.save();
	}

	setRelated(related: KnownFacts['related']) {
		this.#known.related = related;
		this.#known.save();
	}

	async #readAll(edited: ReadonlySet<string>) {
		const { content, base } = this.#options;
		// At first, what is bundled has been made from a scan just before.
		if (this.#renderer || !this.#scanned) this.#scanned = await scanContent(content);
		const { articles, about } = this.#scanned;
		await this.#texts.read(articles, edited);
		const pages = [...articles, ...(about ? [about] : [])];
		this.#renderer = new ArticleRenderer({ base, checkOnly: false, pages }, (path) =>
			this.#texts.at(path)
		);
	}

	/** Makes the library of what has been read. */
	#assemble() {
		this.#cardsVersion++;
		const { site, about, categories, articles, synonyms, faults } = this.#scanned!;
		const texts = [...this.#texts.all];
		const described = texts.flatMap(({ file, parsed }): DescribedArticle[] => {
			const { frontMatter, aliasPositions = [] } = parsed;
			return frontMatter ? [{ file, frontMatter, aliasPositions }] : [];
		});
		const shown = described.filter(({ frontMatter }) => isShown(frontMatter, this.#options));
		this.#faults = [
			...faults,
			...this.#texts.faults,
			...texts.flatMap(({ file, parsed }) =>
				parsed.faults.map((fault) => ({ file: file.path, ...fault }))
			),
			...checkSeries(shown),
			...checkTagSlugs(described),
			...checkAliases(described, articles, categories)
		];
		const text = about && readText(about.path, []);
		const front = text ? parseAbout(text).frontMatter : null;
		const known = this.#known;
		this.#current = site
			? withCards({
					site,
					...(front && { about: front }),
					categories,
					articles: shown.map((article) => this.#list(article)),
					synonyms,
					golden: [],
					development: {
						render: async (listed: ListedArticle) => (await this.#render(listed)).article,
						renderAbout: () => this.#renderer!.renderAbout(about!),
						get related() {
							return known.related;
						}
					}
				})
			: undefined;
	}

	#list(article: DescribedArticle): ListedArticle {
		const { path } = article.file;
		const { key, parsed } = this.#texts.at(resolve(path))!;
		const minutes =
			this.#known.minutesOf(path, key) ?? parsed.claim?.minutes ?? estimateMinutes(parsed.body);
		return toListedArticle(article, minutes, isPublished(article.frontMatter, this.#options));
	}

	async #render(listed: ListedArticle) {
		const result = await this.#renderer!.render(listed);
		this.#setMinutes(listed.file, result.rendered.minutes);
		return result;
	}

	#setMinutes(path: string, minutes: number) {
		const text = this.#texts.at(resolve(path));
		const id = text && articleId(text.file);
		const listed = id && this.#current?.articleById.get(id);
		if (!listed) return;
		this.#known.setMinutes(path, text.key, minutes);
		if (listed.minutes === minutes) return;
		listed.minutes = this.#current!.cardById.get(id)!.minutes = minutes;
		this.#cardsVersion++;
	}
}
