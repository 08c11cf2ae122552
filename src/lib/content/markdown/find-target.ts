import { posix } from 'node:path';
import { decodePath } from '../../core/article/canonical-path.ts';
import type { Rendering } from './rendering.ts';

export interface Target {
	/** The path of another article's page. */
	article?: string;
	/** A file, relative to the article's folder. */
	name: string;
	query: string;
}

/** What a relative path leads to. A `?` may be part of a file's name or begin a query. */
export function findTarget({ file }: Rendering, path: string): Target | undefined {
	const [before, query] = splitAt('?', path);
	const readings = query
		? [
				{ path, query: '' },
				{ path: before, query }
			]
		: [{ path, query }];
	for (const reading of readings) {
		const relative = decodePath(reading.path);
		const article = file.articlePath(relative);
		const name = posix.normalize(relative);
		if (article) return { article, name, query: reading.query };
		if (!/\.(md|svx)$/.test(name) && !name.endsWith('/') && file.read(name))
			return { name, query: reading.query };
	}
	return undefined;
}

/** Splits at the first occurrence of a character. */
export function splitAt(character: '#' | '?', url: string): [string, string] {
	const place = url.indexOf(character);
	return place < 0 ? [url, ''] : [url.slice(0, place), url.slice(place + 1)];
}
