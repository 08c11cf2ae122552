import type { ArticleCard } from './article.ts';

type Dated = Pick<ArticleCard, 'published' | 'updated'>;

/** `YYYY-MM-DD` */
export const lastChange = ({ published, updated }: Dated): string => updated ?? published;

/** The last change of any of some articles; `undefined` if there are none. */
export const latestChange = (articles: readonly Dated[]): string | undefined =>
	articles.map(lastChange).sort().at(-1);
