import type { FrontMatter } from './front-matter-schema.ts';

/** Which articles a library shows. */
export interface ShowOptions {
	/** `YYYY-MM-DD`; articles of later days are left out. The default is today in UTC. */
	today?: string;
	/** Include drafts and articles of later days. */
	drafts?: boolean;
}

type Publication = Pick<FrontMatter, 'draft' | 'published'>;

export const isPublished = ({ draft, published }: Publication, { today }: ShowOptions): boolean =>
	!draft && published <= (today ?? new Date().toISOString().slice(0, 10));

export const isShown = (article: Publication, options: ShowOptions): boolean =>
	options.drafts === true || isPublished(article, options);
