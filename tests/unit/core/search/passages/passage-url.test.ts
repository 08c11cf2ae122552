import { describe, expect, it } from 'vitest';
import { passageUrl, type Passage } from '../../../../../src/lib/core/search/passages/passages.ts';

describe('the URL of a passage', () => {
	const at = (id: string, quotePrefix: string, quote: string) =>
		passageUrl('/a/b/', {
			heading: { id, segments: [] },
			quote,
			quotePrefix
		} as unknown as Passage);

	it.each([
		['its-end', '', 'two words', '/a/b/#its-end:~:text=two%20words'],
		['its-end', '', '', '/a/b/#its-end'],
		['', '', 'a-b, c & d', '/a/b/#:~:text=a%2Db%2C%20c%20%26%20d'],
		['', '', '', '/a/b/'],
		['größe', '', '\ud800', '/a/b/#gr%C3%B6%C3%9Fe:~:text=%EF%BF%BD'],
		['costs', 'a - b', 'ledger', '/a/b/#costs:~:text=a%20%2D%20b-,ledger']
	])('under %j, after %j, quoting %j', (id, quotePrefix, quote, url) => {
		expect(at(id, quotePrefix, quote)).toBe(url);
	});
});
