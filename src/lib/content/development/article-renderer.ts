import { resolve } from 'node:path';
import type { FileFault } from '../faults/report.ts';
import {
	toLibraryArticle,
	type LibraryArticle,
	type ListedArticle
} from '../library/library-article.ts';
import { readAbout, type About } from '../library/read-about.ts';
import { articleFaults, sampleRun } from '../library/read-articles.ts';
import { RenderCache, type Page, type RenderSettings } from '../library/render-cache.ts';
import type { PageFile } from '../library/scan.ts';
import type { Rendered } from '../markdown/render.ts';
import type { ArticleText } from './article-texts.ts';

interface RenderedArticle {
	listed: ListedArticle;
	rendered: Rendered;
	article: LibraryArticle;
	/** Those that the article has by itself. */
	faults: FileFault[];
}

/** Renders articles that are asked for, each once after an edit. */
export class ArticleRenderer {
	readonly #cache: RenderCache;
	readonly #textAt: (path: string) => ArticleText | undefined;
	/** By the path of the file; of the present state of the content. */
	#asked = new Map<string, Promise<RenderedArticle>>();
	/** The last of each. Those that an edit has left as they were stay the same objects. */
	#last = new Map<string, RenderedArticle>();

	/** @param textAt finds an article by the absolute path of its file */
	constructor(settings: RenderSettings, textAt: (path: string) => ArticleText | undefined) {
		this.#cache = new RenderCache(settings);
		this.#textAt = textAt;
	}

	/** After an edit. What it has not changed is in the cache. */
	forget() {
		this.#asked.clear();
	}

	render(listed: ListedArticle): Promise<RenderedArticle> {
		const { file } = listed;
		const asked = this.#asked.get(file) ?? this.#render(listed);
		this.#asked.set(file, asked);
		return asked;
	}

	/** @param file of the page about the site */
	async renderAbout(file: PageFile): Promise<About> {
		const { frontMatter, rendered } = (await readAbout(file, this.#cache, []))!;
		return { ...frontMatter!, html: rendered.html };
	}

	/** From the cache, so that it is the same object the next time. */
	async #renderNow(page: Page): Promise<Rendered> {
		const { rendered } = await this.#cache.render(page);
		return this.#cache.find(page) ?? rendered;
	}

	async #render(listed: ListedArticle): Promise<RenderedArticle> {
		const { file, parsed } = this.#textAt(resolve(listed.file))!;
		const page = { file, source: parsed.body };
		const rendered = this.#cache.find(page) ?? (await this.#renderNow(page));
		const last = this.#last.get(file.path);
		const faults = await articleFaults(file, parsed, rendered);
		const read = { file, frontMatter: parsed.frontMatter!, aliasPositions: [], rendered };
		const article =
			last?.rendered === rendered && last.listed === listed
				? last.article
				: toLibraryArticle({ ...read, ...(await sampleRun(file)) }, !listed.unpublished);
		const result = { listed, rendered, article, faults };
		this.#last.set(file.path, result);
		return result;
	}
}
