/** The elements of an article's page that enhancements work on or add to. */
export interface ArticleElements {
	/** Holds all of the others; what is added to it goes with the page. */
	page: HTMLElement;
	body: HTMLElement;
	/** The navigation of the headings, where there are any. */
	contents: HTMLElement | undefined;
	/** The row of links below the article. */
	links: HTMLElement;
}
