import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OfflineList } from '../../src/lib/core/offline/cache-entries.ts';
import { articlesBySize, bySize, type CorpusSite } from './corpus-site.ts';
import { sizeName } from './measures.ts';

/** A built site and the path of one page of each kind. */
export interface MeasuredSite {
	name: string;
	folder: string;
	pages: { library: string; category: string; article: string };
}

/** Our own site, with the article of median page size. */
export function ownPages(folder: string): MeasuredSite {
	const { articles } = JSON.parse(
		readFileSync(join(folder, 'offline.json'), 'utf8')
	) as OfflineList;
	const paths = Object.keys(articles).map((id) => `/${id}/`);
	return {
		name: 'own content',
		folder,
		pages: { library: '/', category: '/backend/', article: median(bySize(folder, paths)) }
	};
}

/** The corpus site, with the article of median page size. */
export function corpusPages(site: CorpusSite): MeasuredSite {
	const { articles, folder } = site;
	return {
		name: sizeName(articles.length),
		folder,
		pages: {
			library: '/',
			category: `/${articles[0]!.category}/`,
			article: median(articlesBySize(site))
		}
	};
}

const median = (paths: readonly string[]) => paths[paths.length >> 1]!;
