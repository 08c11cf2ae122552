import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCharacter } from '../../../any-character.ts';
import {
	findPassage,
	titleSegments
} from '../../../../../src/lib/core/search/passages/passages.ts';
import { finder, joined, section } from './find-english.ts';

const anything = fc
	.array(
		fc.oneof(
			fc.string({ unit: anyCharacter, maxLength: 8 }),
			fc.constantFrom(
				...['outbox', ' ', '. ', '\n', 'Relay', 'HttpClient', 'C#', '.NET', 'e\u0301', '👩‍💻', '🇩🇪'],
				...['ﾞ', 'ｶﾞ', '数据库', '\ud83d', '\u200d', 'x'.repeat(70), '\u0301'.repeat(9)]
			)
		),
		{ maxLength: 80 }
	)
	.map((parts) => parts.join(''));
const queries = fc.oneof(fc.constantFrom('outbox', 'relay http', 'c# 数据', 'e'), anything);

describe('for any text', () => {
	const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
	const boundaries = (text: string) =>
		new Set([...graphemes.segment(text)].map(({ index }) => index).concat(text.length));

	/** Collapses white space; returns the offset of each unit in the original text, and its end. */
	function collapseSpaces(text: string) {
		const units = [...text.matchAll(/\s+|[^\s]/g)];
		return {
			line: units.map(([unit]) => (/\s/.test(unit) ? ' ' : unit)).join(''),
			places: units.map(({ index }) => index).concat(text.length)
		};
	}
	/** Whether the text contains `passage` at grapheme boundaries. */
	function containsWhole(text: string, passage: string) {
		const origin = text.normalize('NFC');
		const { line, places } = collapseSpaces(origin);
		const whole = boundaries(origin);
		for (let from = line.indexOf(passage); from >= 0; from = line.indexOf(passage, from + 1))
			if (whole.has(places[from]!) && whole.has(places[from + passage.length]!)) return true;
		return false;
	}

	it('marks whole characters and loses none', () => {
		fc.assert(
			fc.property(anything, queries, (title, query) => {
				const segments = titleSegments(title, finder(query));
				const text = title.normalize('NFC');
				expect(joined(segments)).toBe(text);
				let at = 0;
				const whole = boundaries(text);
				for (const segment of segments) {
					expect(whole.has(at)).toBe(true);
					at += segment.text.length;
				}
			})
		);
	});

	it('keeps one space if a mark starts inside white space', () => {
		// The joiner belongs to the preceding space and the letters after it to the mark.
		const passage = findPassage('Title', [section('\n \u200d数据库')], finder('数据库'))!;
		expect(joined(passage.segments)).toBe(' \u200d数据库');
	});

	it('shows a passage of limited length, cut between graphemes', () => {
		fc.assert(
			fc.property(fc.array(anything, { maxLength: 4 }), queries, (texts, query) => {
				const found = findPassage(
					'Title',
					texts.map((text, i) => section(text, { code: texts[i - 1] ?? '' })),
					finder(query)
				);
				if (!found) return;
				const shown = joined(found.segments);
				const bare = shown.replace(/^…|…$/g, '');
				expect([...texts, 'Part'].some((text) => containsWhole(text, bare))).toBe(true);
				expect(shown.length).toBeLessThan(300);
				expect(found.quote).not.toContain('\n');
			}),
			{ numRuns: 300 }
		);
	});

	it.each([
		['a megabyte of prose', section('The relay reads the outbox again. '.repeat(30_000))],
		['a line of a megabyte', section('', { code: 'relay=outbox;'.repeat(80_000) })],
		['a megabyte of lines', section('', { code: 'relay\n'.repeat(170_000) })],
		['a megabyte without spaces', section('relay' + 'x'.repeat(1_000_000))],
		['a megabyte of marks', section(`relay a${'\u0301'.repeat(1_000_000)}`)]
	])('finishes for %s', (_what, one) => {
		// An algorithm slower than linear would take minutes.
		expect(findPassage('A', [one], finder('outbox relay cache'))).not.toBeUndefined();
	});
});
