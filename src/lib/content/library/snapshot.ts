import {
	openSync,
	readFileSync,
	readSync,
	writeFileSync,
	writevSync,
	closeSync,
	mkdirSync
} from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Section } from '../../core/article/article.ts';
import type { NamedBuild } from '../../core/article/named-build.ts';
import type { Library } from './library.ts';

/** The ids of similar articles by an article's id, the most similar first. */
export type Related = Readonly<Record<string, readonly string[]>>;

/** Where the body of an article is in the file of bodies: its HTML, then its sections. */
interface Place {
	start: number;
	htmlBytes: number;
	sectionBytes: number;
}

interface Facts {
	library: Library;
	places: Place[];
}

const factsFile = 'facts';
const bodiesFile = 'bodies';
const buildFile = 'build';
const relatedFile = 'related';

/** Writes a library that has been read into a folder, for threads that make pages of it. */
export function writeSnapshot(folder: string, library: Library) {
	// Nothing that has been derived: maps of articles would hold their bodies again.
	const { site, about, categories, synonyms, golden } = library;
	mkdirSync(folder, { recursive: true });
	const bodies = openSync(join(folder, bodiesFile), 'w');
	const places: Place[] = [];
	let end = 0;
	const articles = library.articles.map(({ html, sections, ...facts }) => {
		const parts = [Buffer.from(html), serialize(sections)] as const;
		const [htmlBytes, sectionBytes] = parts.map(({ length }) => length) as [number, number];
		writevSync(bodies, parts);
		places.push({ start: end, htmlBytes, sectionBytes });
		end += htmlBytes + sectionBytes;
		return { ...facts, html: '', sections: [] };
	});
	closeSync(bodies);
	const facts: Facts = {
		library: { site, ...(about && { about }), categories, articles, synonyms, golden },
		places
	};
	writeFileSync(join(folder, factsFile), serialize(facts));
}

/** The library of a snapshot. The body of an article is read when it is used, and not kept. */
export function readSnapshot(folder: string): Library {
	const { library, places } = deserialize(readFileSync(join(folder, factsFile))) as Facts;
	const bodies = openSync(join(folder, bodiesFile), 'r');
	const read = (start: number, length: number) => {
		const bytes = Buffer.allocUnsafe(length);
		readSync(bodies, bytes, 0, length, start);
		return bytes;
	};
	for (const [number, article] of library.articles.entries()) {
		const { start, htmlBytes, sectionBytes } = places[number]!;
		Object.defineProperties(article, {
			html: { get: () => read(start, htmlBytes).toString(), enumerable: true },
			sections: {
				get: () => deserialize(read(start + htmlBytes, sectionBytes)) as Section[],
				enumerable: true
			}
		});
	}
	return library;
}

/** Writes what is known once the search index is made. */
export const writePageBuild = (folder: string, build: NamedBuild) =>
	writeFileSync(join(folder, buildFile), serialize(build));

export const readPageBuild = (folder: string): NamedBuild =>
	deserialize(readFileSync(join(folder, buildFile))) as NamedBuild;

/** Writes which articles are similar. */
export const writeRelated = (folder: string, related: Related) =>
	writeFileSync(join(folder, relatedFile), serialize(related));

export const readRelated = (folder: string): Related =>
	deserialize(readFileSync(join(folder, relatedFile))) as Related;
