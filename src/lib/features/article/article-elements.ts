/** The elements of an article's page that enhancements work on or add to. */
export interface ArticleElements {
	/** Contains the others; added elements go here, so that they are removed with the page. */
	page: HTMLElement;
	body: HTMLElement;
	/** The navigation of the headings, if there are any. */
	contents: HTMLElement | undefined;
	/** The row of links below the article. */
	links: HTMLElement;
}
