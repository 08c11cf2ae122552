import {
	commonSuffixes,
	stemmedWords
} from '../../../../../src/lib/core/search/text/common-suffixes.ts';
import { describe, expect, it } from 'vitest';
import { createAnalyser } from '../../../../../src/lib/core/search/text/analyse.ts';

describe('common suffixes', () => {
	it('are what stemming removed from different words, the most frequent first', () => {
		const { documentWords } = createAnalyser('en', (word) => word.replace(/(ing|ed)$/, ''));
		const first = stemmedWords(documentWords('caching locking logged logged cache'));
		const second = stemmedWords(documentWords('logged ended caching, ending'));
		expect(first).toHaveLength(3);
		expect(commonSuffixes([...first, ...second])).toEqual(['ing', 'ed']);
	});
});
