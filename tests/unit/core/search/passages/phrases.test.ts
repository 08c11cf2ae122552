import { describe, expect, it } from 'vitest';
import {
	createPhraseTest,
	quotedPhrases
} from '../../../../../src/lib/core/search/passages/phrases.ts';

describe('phrases in a query', () => {
	it.each([
		['outbox relay', []],
		['"outbox relay"', ['outbox relay']],
		['poll "outbox relay" and "at least once"', ['outbox relay', 'at least once']],
		['“outbox relay”', ['outbox relay']],
		['„Relais im Postausgang“', ['Relais im Postausgang']],
		['« file d’attente »', ['file d’attente']],
		['"outbox rel', []],
		['" " "?!" ""', []],
		['"one', []]
	])('are in quotation marks: %j', (query, phrases) => {
		expect(quotedPhrases(query)).toEqual(phrases);
	});
});

describe('an article', () => {
	const article = {
		title: 'The Polling Publisher',
		description: 'At-least-once delivery, explained.',
		sections: [
			{
				id: '',
				heading: 'What a relay does',
				prose: 'It reads the "oldest" rows first. Naïve code, if bad, locks them.\nThen it waits.',
				code: 'await relay.PollOnce(ct);'
			},
			{ id: 'b', heading: '', prose: '数据库索引很快。', code: '' }
		]
	};

	it.each([
		[['polling publisher'], true],
		[['at least once'], true],
		[['AT‑LEAST‑ONCE'], true],
		[['oldest rows'], true],
		[['rows first naive'], false],
		[['naive code'], true],
		[['code, if bad'], true],
		[['code if bad'], false],
		[['locks them.'], true],
		[['them then'], false],
		[['a relay does'], true],
		[['relay pollonce'], true],
		[['据库索引'], true],
		[['oldest rows', 'polling publisher'], true],
		[['oldest rows', 'publisher polling'], false],
		[['publisher polling'], false],
		[['oldest row'], false],
		[['ldest rows'], false],
		[['publisher at least'], false],
		[['索引数据'], false]
	])('contains %j: %j', (phrases, expected) => {
		expect(createPhraseTest(phrases)(article)).toBe(expected);
	});
});
