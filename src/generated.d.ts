// Written by the library plugin before Vite reads it.
declare module '$generated/site.json' {
	const site: import('$lib/article/article').Site;
	export default site;
}
