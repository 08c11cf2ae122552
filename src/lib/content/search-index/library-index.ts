import { deserialize, serialize } from 'node:v8';
import { articleId } from '../../core/article/article.ts';
import type { AnalysedArticle } from '../../core/search/index/analyse-article.ts';
import { createIndexer } from '../../core/search/index/build-index.ts';
import { readCached, writeCached } from '../cache/cached-file.ts';
import { codeVersion, hash } from '../cache/hash.ts';
import type { Library } from '../library/library.ts';

/** The search index of a library. Only articles that are new or changed are analysed. */
export async function librarySearchIndex({
	articles,
	site: { language },
	synonyms
}: Pick<Library, 'articles' | 'site' | 'synonyms'>): Promise<string> {
	const { analyse, index } = await createIndexer(language, synonyms);
	const version = hash(
		codeVersion('src/lib/core/search', 'src/lib/content/search-index'),
		process.versions.v8,
		language,
		JSON.stringify(synonyms)
	);
	return index(
		articles.map((article) => {
			const { title, description, headings, sections } = article;
			const name = `terms/${hash(version, articleId(article)).slice(0, 32)}`;
			const key = hash(JSON.stringify([title, description, headings, sections]));
			return readAnalysed(name, key) ?? writeAnalysed(name, key, analyse(article));
		})
	);
}

interface Entry {
	/** Of what the article was when it was analysed. */
	key: string;
	analysed: AnalysedArticle;
}

function readAnalysed(name: string, key: string): AnalysedArticle | null {
	const kept = readCached(name);
	if (!kept) return null;
	try {
		const entry = deserialize(kept) as Entry;
		return entry.key === key ? entry.analysed : null;
	} catch {
		return null;
	}
}

function writeAnalysed(name: string, key: string, analysed: AnalysedArticle): AnalysedArticle {
	writeCached(name, serialize({ key, analysed } satisfies Entry));
	return analysed;
}
