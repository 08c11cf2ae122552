import { articleId, type ArticleCard, type Site } from '$lib/core/article/article.ts';
import { forEachConcurrent } from '$lib/core/async/for-each-concurrent.ts';
import { prepareArticle } from '$lib/core/book/article-page.ts';
import type { PreparedArticle } from '$lib/core/book/book.ts';
import { makeBook } from '$lib/core/book/make-book.ts';
import { viewUrl } from '$lib/core/filter/scoped-criteria.ts';
import { nodesIn } from './dom-nodes.ts';
import type { ListView } from './list-view.ts';
import type { PageReader } from './page-reader.ts';
import { toBookImage } from './read-image.ts';
import { viewTitle } from '$lib/core/filter/view-title.ts';

const maxConcurrentReads = 4;

export interface BookMakingOptions {
	site: Site;
	/** The public URL of a path of the site. */
	urlOf: (path: string) => string;
	reader: Pick<PageReader, 'readArticle' | 'readFile'>;
	signal: AbortSignal;
}

/** What came of making a book; without bytes if no article could be reached. */
export interface MadeBook {
	bytes: Uint8Array<ArrayBuffer> | null;
	/** Titles of the articles that could not be reached. */
	missing: readonly string[];
	missingImages: number;
}

/** The book of a view while it is being made, and what came of it. */
export class BookMaking {
	#view: ListView;
	#options: BookMakingOptions;
	readonly total: number;
	readonly title: string;
	/** Articles that were read or could not be reached. */
	done = $state(0);
	/** `null` while it is being made. */
	made = $state.raw<MadeBook | null>(null);

	constructor(view: ListView, options: BookMakingOptions) {
		this.#view = view;
		this.#options = options;
		this.total = view.cards.length;
		const words = viewTitle(view);
		this.title = words ? `${options.site.title}: ${words}` : options.site.title;
	}

	/** Stops without a book when the signal says so. */
	async make(): Promise<void> {
		const { signal } = this.#options;
		const { cards } = this.#view;
		try {
			const found = await this.#readArticles();
			const articles = found.filter((article) => article !== null);
			this.made = {
				bytes: articles.length ? this.#bind(articles) : null,
				missing: cards.filter((_, index) => !found[index]).map(({ title }) => title),
				missingImages: articles.reduce((sum, { missingImages }) => sum + missingImages, 0)
			};
		} catch (error) {
			if (!signal.aborted) throw error;
		}
	}

	#bind(articles: readonly PreparedArticle[]): Uint8Array<ArrayBuffer> {
		const { site, urlOf } = this.#options;
		const { criteria, scope } = this.#view;
		return makeBook({
			url: urlOf(viewUrl(criteria, scope)),
			title: this.title,
			tagline: site.tagline,
			publisher: site.title,
			author: site.author,
			language: site.language,
			parts: [{ articles }]
		});
	}

	/** In the order of the view; `null` for those that could not be reached. */
	async #readArticles(): Promise<(PreparedArticle | null)[]> {
		const { cards } = this.#view;
		const found: (PreparedArticle | null)[] = cards.map(() => null);
		await forEachConcurrent(cards.entries(), maxConcurrentReads, async ([index, card]) => {
			found[index] = await this.#readArticle(card);
			this.done++;
			// Lets the browser paint and answer the reader.
			await new Promise((resume) => setTimeout(resume));
			this.#options.signal.throwIfAborted();
		});
		return found;
	}

	async #readArticle(card: ArticleCard): Promise<PreparedArticle | null> {
		const { urlOf, reader } = this.#options;
		const id = articleId(card);
		const body = await reader.readArticle(id);
		if (!body) return null;
		const category = this.#view.categories.find(({ slug }) => slug === card.category);
		const article = {
			...card,
			categoryTitle: category?.title ?? card.category,
			url: urlOf(`/${id}/`),
			body: nodesIn(body)
		};
		const root = urlOf('/');
		return prepareArticle(article, async (url) => {
			const path = url.startsWith(root) ? url.slice(root.length) : null;
			const bytes = path === null ? null : await reader.readFile(path);
			return bytes && toBookImage(bytes);
		});
	}
}
