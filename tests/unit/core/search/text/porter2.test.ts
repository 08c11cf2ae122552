import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stem as referenceStem } from 'porter2';
import { describe, expect, it } from 'vitest';
import type { CorpusArticle } from '../../../../bench/corpus-content.ts';
import { readJsonLines } from '../../../../bench/json-lines.ts';
import { stem } from '../../../../../src/lib/core/search/text/porter2.ts';

const corpus = process.env.OFFPRINT_CORPUS;

const stems = (words: string) => words.split(' ').map(stem).join(' ');

describe('an English stem', () => {
	it.each([
		[
			'is the same for verb forms',
			'connect connected connecting connects',
			'connect connect connect connect'
		],
		[
			'is the same for nouns from a verb',
			'connection connections connective',
			'connect connect connect'
		],
		['drops a plural ending', 'classes ties cries queries gaps', 'class tie cri queri gap'],
		['keeps an s that is no plural ending', 'gas this status class', 'gas this status class'],
		['loses a doubled consonant', 'hopping running logged', 'hop run log'],
		['gets its final e back', 'hoping luxuriated enabled organized', 'hope luxuri enabl organ'],
		['keeps eed in a short word', 'feed agreed exceeds', 'feed agre exceed'],
		['has i for y after a consonant', 'retry dependency by say', 'retri depend by say'],
		['drops two suffixes', 'relational hopefulness serializability', 'relat hope serializ'],
		['drops ly only after some letters', 'lazily fly internally badly', 'lazili fli intern bad'],
		['drops an apostrophe ending', "server's servers' 'quoted'", 'server server quot'],
		['takes y for a consonant at the start', 'yield youth sayyid', 'yield youth sayyid'],
		['has a longer region in some words', 'generic general community', 'generic general communiti'],
		['is an exception in some words', 'skies dying news herrings', 'sky die news herring'],
		['is the word if that is short', 'is a of', 'is a of'],
		['may contain letters with accents', 'cafés naïvely', 'café naïv']
	])('%s', (_, words, expected) => {
		expect(stems(words)).toBe(expected);
	});
});

describe('every stem is that of the package porter2', () => {
	const words = (text: string) =>
		new Set(
			text
				.normalize('NFKC')
				.toLowerCase()
				.match(/[\p{L}\p{M}']+/gu)
		);

	function expectSameStems(all: Iterable<string>) {
		const different = [...all].filter((word) => stem(word) !== referenceStem(word));
		expect(different).toEqual([]);
	}

	it('for the words of our articles', () => {
		const paths = readdirSync('content', { recursive: true, encoding: 'utf8' });
		const articles = paths.filter((path) => /\.(?:md|svx)$/.test(path));
		const vocabulary = words(
			articles.map((path) => readFileSync(join('content', path), 'utf8')).join('\n')
		);
		expect(vocabulary.size).toBeGreaterThan(1000);
		expectSameStems(vocabulary);
	});

	it.skipIf(!corpus)('for the words of the corpus (OFFPRINT_CORPUS)', () => {
		const articles = readJsonLines<CorpusArticle>(corpus!);
		expectSameStems(words(articles.map(({ title, body }) => `${title}\n${body}`).join('\n')));
	});

	it('for words composed of parts that the rules look for', () => {
		const starts =
			'gener commun arsen inn out cann herr earr proc exc succ y yy ay sky at a e o b k th str tur past é';
		const suffixes =
			'ational fulness iveness ization ousness biliti lessli tional alism aliti ation entli fulli iviti ' +
			'ousli abli alli anci ator enci izer bli logi ogi li alize ative icate iciti ical ness ful ement ' +
			'able ance ence ible ment ant ate ent sion tion ion ism iti ive ize ous al er ic sses ies ied us ' +
			"ss s eedly ingly edly eed ing ed ly bb tt ll l e y i ey w x 's 's' '";
		const parts = ['', ...suffixes.split(' ')];
		const composed = starts
			.split(' ')
			.flatMap((start) => parts.flatMap((first) => parts.map((second) => start + first + second)));
		expectSameStems(new Set(composed));
	});
});
