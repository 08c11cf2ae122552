import {
	openSync,
	readFileSync,
	readSync,
	writeFileSync,
	writeSync,
	closeSync,
	mkdirSync
} from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { LibraryArticle } from './library-article.ts';
import type { Library } from './library.ts';

/** What the pages of a build say of it, or are made from, besides the library. */
export interface PageBuild {
	/** A hash of its input. */
	version: string;
	/** Addresses of the catalogue and of the search index. */
	catalogue: string;
	index: string;
	/** The ids of similar articles by an article's id, the most similar first. */
	related: Readonly<Record<string, readonly string[]>>;
}

export interface Snapshot {
	library: Library;
	build: PageBuild;
}

/** What is long, and read one article at a time. */
type Body = Pick<LibraryArticle, 'html' | 'sections'>;

/** Where the body of an article is in the file of bodies. */
type Place = readonly [start: number, length: number];

interface Facts extends Snapshot {
	places: Place[];
}

const factsFile = 'facts';
const bodiesFile = 'bodies';

/** Writes a library that has been read into a folder, for threads that make pages of it. */
export function writeSnapshot(folder: string, { library, build }: Snapshot) {
	mkdirSync(folder, { recursive: true });
	const bodies = openSync(join(folder, bodiesFile), 'w');
	const places: Place[] = [];
	let end = 0;
	const articles = library.articles.map(({ html, sections, ...facts }) => {
		const body = serialize({ html, sections } satisfies Body);
		writeSync(bodies, body);
		places.push([end, body.length]);
		end += body.length;
		return { ...facts, html: '', sections: [] };
	});
	closeSync(bodies);
	const facts: Facts = { library: { ...library, articles }, build, places };
	writeFileSync(join(folder, factsFile), serialize(facts));
}

/** The library of a snapshot. The body of an article is read when it is used, and not kept. */
export function readSnapshot(folder: string): Snapshot {
	const { library, build, places } = deserialize(readFileSync(join(folder, factsFile))) as Facts;
	const bodies = openSync(join(folder, bodiesFile), 'r');
	const read = ([start, length]: Place) => {
		const bytes = Buffer.allocUnsafe(length);
		readSync(bodies, bytes, 0, length, start);
		return deserialize(bytes) as Body;
	};
	for (const [number, article] of library.articles.entries())
		Object.defineProperties(article, {
			html: { get: () => read(places[number]!).html, enumerable: true },
			sections: { get: () => read(places[number]!).sections, enumerable: true }
		});
	return { library, build };
}
