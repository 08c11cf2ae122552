import { articleId, type ArticleCard, type Site } from '$lib/core/article/article.ts';
import type { BookArticle } from '$lib/core/book/book.ts';
import { makeBook, type MadeBook } from '$lib/core/book/make-book.ts';
import { viewUrl } from '$lib/core/filter/scope.ts';
import type { ListView } from './list-view.ts';
import { nodesIn } from './dom-nodes.ts';
import type { PageReader } from './page-reader.ts';
import { toBookImage } from './read-image.ts';
import { viewTitle } from './view-title.ts';

const maxConcurrentReads = 4;

export interface BookMakingOptions {
	site: Site;
	/** The public URL of a path of the site. */
	urlOf: (path: string) => string;
	reader: Pick<PageReader, 'readArticle' | 'readFile'>;
	signal: AbortSignal;
}

/** The book of a view while it is being made, and what came of it. */
export class BookMaking {
	#view: ListView;
	#options: BookMakingOptions;
	readonly total: number;
	readonly title: string;
	/** Articles that were read or could not be reached. */
	read = $state(0);
	/** Articles that are bound. */
	bound = $state(0);
	/** Titles of the articles that could not be reached. */
	missing = $state.raw<readonly string[]>([]);
	/** `null` while it is being made; without bytes if no article could be reached. */
	made = $state.raw<Partial<MadeBook> | null>(null);

	constructor(view: ListView, options: BookMakingOptions) {
		this.#view = view;
		this.#options = options;
		this.total = view.cards.length;
		const words = viewTitle(view);
		this.title = words ? `${options.site.title}: ${words}` : options.site.title;
	}

	/** Never rejects; stops without a book when the signal says so. */
	async make(): Promise<void> {
		const { site, urlOf, reader, signal } = this.#options;
		try {
			const articles = await this.#readArticles();
			if (!articles.length) {
				this.made = {};
				return;
			}
			const { criteria, scope } = this.#view;
			const book = {
				url: urlOf(viewUrl(criteria, scope)),
				title: this.title,
				tagline: site.tagline,
				publisher: site.title,
				author: site.author,
				language: site.language,
				parts: [{ articles }]
			};
			const root = urlOf('/');
			const readImage = async (url: string) => {
				const bytes = url.startsWith(root) ? await reader.readFile(url) : null;
				return bytes && toBookImage(bytes);
			};
			this.made = await makeBook(book, readImage, async () => {
				this.bound++;
				await nextTask();
				signal.throwIfAborted();
			});
		} catch (error) {
			if (!signal.aborted) throw error;
		}
	}

	/** In the order of the view. */
	async #readArticles(): Promise<BookArticle[]> {
		const { cards } = this.#view;
		const found: (BookArticle | null)[] = cards.map(() => null);
		const waiting = [...cards.entries()];
		const work = async () => {
			for (let next = waiting.shift(); next; next = waiting.shift()) {
				const [index, card] = next;
				found[index] = await this.#readArticle(card);
				this.read++;
				await nextTask();
			}
		};
		await Promise.all(Array.from({ length: maxConcurrentReads }, work));
		this.missing = cards.filter((_, index) => !found[index]).map(({ title }) => title);
		return found.filter((article) => article !== null);
	}

	async #readArticle(card: ArticleCard): Promise<BookArticle | null> {
		const { urlOf, reader } = this.#options;
		const id = articleId(card);
		const body = await reader.readArticle(id);
		if (!body) return null;
		const category = this.#view.categories.find(({ slug }) => slug === card.category);
		return {
			...card,
			categoryTitle: category?.title ?? card.category,
			url: urlOf(`/${id}/`),
			body: nodesIn(body)
		};
	}
}

/** Lets the browser paint and answer the reader. */
const nextTask = () => new Promise<void>((next) => setTimeout(next));
