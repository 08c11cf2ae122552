import { error, json } from '@sveltejs/kit';
import { findArticle } from '$lib/content/library/current.ts';
import type { RequestHandler } from './$types';

export const prerender = true;

/** An article's sections as plain text, in which search finds passages. */
export const GET: RequestHandler = async ({ params }) => {
	const article = await findArticle(params);
	if (!article) error(404, 'No such article');
	return json(article.sections.map((section) => ({ ...section, figures: undefined })));
};
