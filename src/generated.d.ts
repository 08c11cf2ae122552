// `src/vite/content-plugin.ts` writes these files before Vite reads them.
declare module '$generated/site.json' {
	/** `about`: the title of the page about the site. */
	const site: import('./lib/core/article/article.ts').Site & { about?: string };
	export default site;
}

/** Only for what runs in a build: see `generatedModule`. */
declare module '$generated/catalogue.json' {
	const cards: import('./lib/core/article/article.ts').ArticleCard[];
	export default cards;
}
