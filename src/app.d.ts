declare global {
	namespace App {}
}

// Written by the library plugin before Vite reads them.
declare module '$generated/site.json' {
	import type { Site } from '$lib/article/article';
	const site: Site;
	export default site;
}

export {};
