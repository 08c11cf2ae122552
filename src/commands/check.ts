import { relative } from 'node:path';
import { articleCount } from '../lib/filter/names.ts';
import { ContentError } from '../lib/library/faults.ts';
import { openLibrary } from '../lib/library/library.ts';

// The content check alone: every fault with its place, problem and cure.
const content = process.env.OFFPRINT_CONTENT ?? 'content';
const start = performance.now();
try {
	const { articles, categories } = await openLibrary({
		content,
		base: process.env.BASE_PATH ?? '',
		drafts: true,
		checkOnly: true
	});
	const seconds = ((performance.now() - start) / 1000).toFixed(1);
	const folder = relative('.', content) || content;
	console.log(
		`${folder}: ${articleCount(articles.length)} in ${categories.length} ` +
			`${categories.length === 1 ? 'category' : 'categories'}, no faults (${seconds} s)`
	);
} catch (error) {
	if (!(error instanceof ContentError)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}
