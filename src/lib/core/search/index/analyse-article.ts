import { articleId, type Heading, type Section } from '../../article/article.ts';
import { titleTerms, withVariants, type Analyser, type DocumentWord } from '../text/analyse.ts';
import { keywordsOf, stopWordTerm } from '../text/keywords.ts';
import { stemmedWords, type StemmedWord } from '../text/common-suffixes.ts';
import { createPairCounter, type PairCounts } from './count-pairs.ts';
import type { FindPhrases } from './synonyms.ts';

/** The fields of an article that are indexed; keywords are stop words that are programming keywords. */
export type IndexedField = 'title' | 'description' | 'headings' | 'text' | 'keywords';

/** An article as the index has it. */
export interface AnalysedArticle {
	/** `category/slug` */
	id: string;
	/** As it is shown. */
	fullTitle: string;
	/** The terms of each field, with repetitions, joined by `termSeparator`. */
	terms: Record<IndexedField, string>;
	pairs: PairCounts;
	/** The words that stemming shortened, each once. */
	stems: readonly StemmedWord[];
}

export interface SearchableArticle {
	category: string;
	slug: string;
	title: string;
	description: string;
	headings: readonly Heading[];
	sections: readonly Section[];
}

/** In no term. */
export const termSeparator = '\n';

/** Analyses each word of an article once. */
export function createArticleAnalyser(
	{ language, documentWords }: Analyser,
	findPhrases: FindPhrases
): (article: SearchableArticle) => AnalysedArticle {
	const keywords = keywordsOf(language);
	const counter = createPairCounter();

	const analyse = (text: string, start = 0): AnalysedText => {
		const composed = text.normalize('NFKC');
		return { text: composed, words: documentWords(composed, start) };
	};
	/** Texts as the lines of one; no word reaches over the end of a line. */
	function analyseLines(texts: readonly string[]): AnalysedText & { lines: AnalysedText[] } {
		let start = 0;
		const lines = texts.map((text) => {
			const line = analyse(text, start);
			start += line.text.length + 1;
			return line;
		});
		const text = lines.map((line) => line.text).join('\n');
		return { text, words: lines.flatMap(({ words }) => words), lines };
	}
	const phrasesIn = ({ words }: AnalysedText) =>
		findPhrases(withoutStopWords(words).map(({ term }) => term));
	const textTerms = (text: AnalysedText) => [
		...withVariants(withoutStopWords(text.words)),
		...phrasesIn(text)
	];
	const keywordsIn = (texts: readonly AnalysedText[]) =>
		texts.flatMap(({ words }) =>
			words.flatMap(({ word, isStopWord }) =>
				isStopWord && keywords.has(word) ? stopWordTerm(word) : []
			)
		);

	return (article) => {
		const title = analyse(article.title);
		const description = analyse(article.description);
		const headings = analyseLines(article.headings.map(({ text }) => text));
		const text = analyseLines(article.sections.flatMap(({ prose, code }) => [prose, code]));
		const prose = text.lines.filter((_, n) => n % 2 === 0);
		const code = text.lines.filter((_, n) => n % 2 === 1);
		for (const field of [headings, text]) counter.add(field.text, withoutStopWords(field.words));
		const pairs = counter.take();
		// Every occurrence in code, and one more for any in words: an article that mentions `while` is
		// found, after those that use it.
		const mentioned = new Set(keywordsIn([title, description, headings, ...prose]));
		return {
			id: articleId(article),
			fullTitle: article.title,
			terms: {
				title: listed([...titleTerms(title.words), ...phrasesIn(title)]),
				description: listed(textTerms(description)),
				headings: listed(textTerms(headings)),
				text: listed(textTerms(text)),
				keywords: listed([...mentioned, ...keywordsIn(code)])
			},
			pairs,
			stems: stemmedWords([title, description, headings, text].flatMap(({ words }) => words))
		};
	};
}

const listed = (terms: readonly string[]) => terms.join(termSeparator);

/** A normalized text and its words. */
interface AnalysedText {
	text: string;
	words: readonly DocumentWord[];
}

const withoutStopWords = (words: readonly DocumentWord[]) =>
	words.filter(({ isStopWord }) => !isStopWord);
