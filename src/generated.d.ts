// Written by the library plugin before Vite reads it.
declare module '$generated/site.json' {
	const site: import('./lib/core/article/article.ts').Site;
	export default site;
}

declare module '$generated/related.json' {
	const related: Record<string, string[]>;
	export default related;
}
