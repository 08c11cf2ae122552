import { articlesBySize, type CorpusSite } from './corpus-site.ts';
import { sizeName } from './measures.ts';

/** A built site and the path of one page of each kind. */
export interface MeasuredSite {
	name: string;
	folder: string;
	pages: { library: string; category: string; article: string };
}

export const ownPages = (folder: string): MeasuredSite => ({
	name: 'own content',
	folder,
	pages: { library: '/', category: '/backend/', article: '/backend/nanoid-over-uuid/' }
});

/** The corpus site, with the article of median page size. */
export function corpusPages(site: CorpusSite): MeasuredSite {
	const { articles, folder } = site;
	const bySize = articlesBySize(site);
	return {
		name: sizeName(articles.length),
		folder,
		pages: {
			library: '/',
			category: `/${articles[0]!.category}/`,
			article: bySize[bySize.length >> 1]!
		}
	};
}
