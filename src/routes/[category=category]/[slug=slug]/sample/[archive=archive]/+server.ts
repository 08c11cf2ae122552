import { error } from '@sveltejs/kit';
import { zipSync } from 'fflate';
import { articleId } from '$lib/core/article/article.ts';
import { currentLibrary } from '$lib/content/library/current.ts';
import { readSampleArchive } from '$lib/content/library/sample-files.ts';
import type { RequestHandler } from './$types';

export const prerender = true;

/** The earliest date in the ZIP format; a fixed date makes archives of the same files identical. */
const archiveDate = new Date(1980, 0, 1);

/** A sample with everything that is needed to run it. */
export const GET: RequestHandler = async ({ params }) => {
	const article = (await currentLibrary()).articleById.get(articleId(params));
	if (!article?.sample) error(404, 'No such sample');
	const files = await readSampleArchive(article.sample);
	return new Response(new Uint8Array(zipSync(files, { mtime: archiveDate, level: 9 })), {
		headers: { 'Content-Type': 'application/zip' }
	});
};
