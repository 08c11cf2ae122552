import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import {
	decodePosting,
	encodePosting
} from '../../../../../src/lib/core/search/index/encode-postings.ts';
import {
	indexTerms,
	verifyChecksum,
	readEvidence,
	readHeader,
	writeIndexFile,
	type IndexHeader
} from '../../../../../src/lib/core/search/index/index-file.ts';

const counts = fc.dictionary(
	fc.nat({ max: 9000 }).map(String),
	fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 1e6 })),
	{ minKeys: 1, maxKeys: 40, noNullPrototype: true }
);
const posting = fc.dictionary(fc.nat({ max: 40 }).map(String), counts, {
	maxKeys: 5,
	noNullPrototype: true
});

describe('postings', () => {
	it('survive encoding and decoding', () => {
		fc.assert(
			fc.property(posting, (before) => {
				const after = decodePosting(encodePosting(before));
				const decoded = Object.fromEntries(
					[...after.entries()]
						.filter(([, field]) => field)
						.map(([number, field]) => [
							number,
							Object.fromEntries(field!.documents.map((one, n) => [one, field!.counts[n]]))
						])
				);
				expect(decoded).toEqual(before);
			})
		);
	});

	it('take one letter for an adjacent document with one occurrence', () => {
		expect(encodePosting({ 3: { 0: 1, 1: 2, 40: 1, 41: 26 } })).toBe('3:AB12AZq.');
	});
});

const texts = fc.array(fc.array(fc.stringMatching(/^[a-zé]{1,12}$/), { maxLength: 12 }), {
	maxLength: 8
});

describe('an index file', () => {
	const facts = { schema: 's', language: 'en', suffixes: [] };
	const evidenceOf = (documents: readonly unknown[]) => ({
		pairs: documents.map((_, n) => `pairs-${n}`),
		vectors: { line: 'vectors', singularValues: [2, 1] }
	});

	const write = (documents: readonly string[][]) => {
		const index = new MiniSearch({ fields: ['text'], storeFields: ['fullTitle'] });
		index.addAll(
			documents.map((words, id) => ({ id, fullTitle: `T ${id}`, text: words.join(' ') }))
		);
		return { index, text: writeIndexFile(index.toJSON(), evidenceOf(documents), facts) };
	};

	it('survives UTF-8 encoding if terms share the first half of a surrogate pair', async () => {
		const read = Buffer.from(write([['𠮟る', '𠮷野家', '𠮷野']]).text).toString();
		expect(await verifyChecksum(read, () => undefined)).toBe(true);
		expect([...indexTerms(read)].map(([term]) => term)).toContain('𠮷野家');
	});

	it('contains every term and document of the index, and the evidence', async () => {
		await fc.assert(
			fc.asyncProperty(texts, async (documents) => {
				const { index, text } = write(documents);
				const { index: terms } = index.toJSON();
				const found = [...indexTerms(text)];
				expect(Object.fromEntries(found)).toEqual(
					Object.fromEntries(terms.map(([term, one]) => [term, encodePosting(one)]))
				);
				expect(found.map(([term]) => term)).toEqual(terms.map(([term]) => term).toSorted());
				const header = readHeader(text) as IndexHeader;
				expect(header.documents).toHaveLength(documents.length);
				expect(readEvidence(text, header)).toEqual(evidenceOf(documents));
				expect(await verifyChecksum(text, () => undefined)).toBe(true);
			})
		);
	});

	it('fails verification if any character changes', async () => {
		const { text } = write([['outbox', 'relay'], ['outbox']]);
		for (let at = 0; at < text.length; at++) {
			const other =
				text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 4) + text.slice(at + 1);
			expect(await verifyChecksum(other, () => undefined), `at ${at}`).toBe(false);
		}
	});
});
