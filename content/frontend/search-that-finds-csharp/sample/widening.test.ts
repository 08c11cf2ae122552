import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import { editsOf } from '../../../../src/lib/core/search/ranking/spelling.ts';
import { createSearch, type Page } from './mini-search.ts';
import { english, openLibrary, terms } from './words.ts';

const text =
	'Notifications about retries: a DbUpdateConcurrencyException means another transaction was first. ' +
	'HttpClientFactory makes clients; the configuration lists net10.0, port 5432, and mails what fails.';
const library = openLibrary(text);

const pages: Page[] = ['mail', 'main', 'fail', 'mailbox'].map((word) => ({
	id: word,
	title: word,
	text: `About a ${word}.`
}));

describe('MiniSearch with fuzzy and prefix search on', () => {
	it('finds main, fail and mailbox for mail, though a page has mail', () => {
		const index = new MiniSearch<Page>({
			fields: ['title', 'text'],
			searchOptions: { fuzzy: 0.2, prefix: true }
		});
		index.addAll(pages);
		const found = index.search('mail').map(({ id }) => id as string);
		expect(found.toSorted()).toEqual(['fail', 'mail', 'mailbox', 'main']);
	});

	it('told to widen only what is unknown, finds mail alone and still corrects maillbox', () => {
		const search = createSearch(pages);
		expect(search('mail')).toEqual(['mail']);
		expect(search('mailbo')).toEqual(['mailbox']);
		expect(search('maillbox')).toEqual(['mailbox']);
	});

	it('counts a swapped pair as two edits', () => {
		const search = createSearch(pages);
		expect(search('mian')).toEqual([]);
		expect(openLibrary('mail main').candidates('mian')).toEqual({ mian: ['main'] });
	});
});

describe('a term that the library has', () => {
	it('stands for itself alone, whatever else is like it', () => {
		const word = fc.stringMatching(/^[a-e]{3,7}$/);
		fc.assert(
			fc.property(
				fc.array(word, { minLength: 1, maxLength: 30 }),
				fc.boolean(),
				(words, typing) => {
					const { weights } = openLibrary(words.join(' '));
					for (const one of words.filter((some) => terms(some).length))
						expect(weights(one, { typing })).toEqual([[[english.termOf(one), 1]]]);
				}
			)
		);
	});

	it('as the name of a type keeps its parts from being widened', () => {
		const { candidates } = openLibrary('httpclientfactory clientele');
		for (const typing of [false, true])
			expect(candidates('HttpClientFactory', { typing })).toEqual({
				httpclientfactori: ['httpclientfactori'],
				http: [],
				client: [],
				factori: []
			});
	});
});

describe('a term that the library lacks', () => {
	it('is completed while it is being typed', () => {
		expect(library.candidates('confi', { typing: true })).toEqual({ confi: ['configur'] });
		expect(library.candidates('HttpClientFa', { typing: true })).toMatchObject({
			httpclientfa: ['httpclientfactori']
		});
		expect(library.candidates('confi')).toEqual({ confi: [] });
	});

	it('may be longer than the stem that it will have', () => {
		const events = openLibrary('Serialization of events');
		expect(english.termOf('serialization')).toBe('serial');
		expect(events.candidates('serializat', { typing: true })).toEqual({ serializat: ['serial'] });
		expect(events.candidates('serializat')).toEqual({ serializat: [] });
		// No suffix of these words begins with `time`.
		expect(events.candidates('serialtime', { typing: true })).toEqual({ serialtim: [] });
	});

	it('would find nothing for two keystrokes without stems', () => {
		const events = openLibrary('Serialization of events');
		const word = 'serialization';
		const starts = Array.from(word, (_, at) => word.slice(0, at + 1)).slice(3);
		const without = starts.filter((start) => {
			// Completed or corrected, but by no stem that is shorter than what was typed.
			const typed = Object.values(events.candidates(start, { typing: true })).flat();
			const completed = typed.filter((term) => term.startsWith(start));
			const corrected = Object.values(events.candidates(start)).flat();
			return !completed.length && !corrected.length;
		});
		expect(without).toEqual(['serializat', 'serializati']);
	});

	it('leads to the article at every letter from the fourth on', () => {
		const typed = 'notifications serialization authorization configuration HttpClientFactory';
		const articles = openLibrary(`${typed} DbUpdateConcurrencyException`);
		for (const word of typed.split(' '))
			for (let length = 4; length <= word.length; length++) {
				const start = word.slice(0, length);
				const found = Object.values(articles.candidates(start, { typing: true })).flat();
				expect(found.filter((term) => terms(word).includes(term)), start).not.toEqual([]);
			}
	});

	it('is not completed if it is a stop word of three letters or more', () => {
		expect(library.candidates('not', { typing: true })).toEqual({ '=not': [] });
	});

	it('is corrected once it is complete', () => {
		const correct = (word: string) => Object.values(library.candidates(word)).flat();
		expect(correct('notifciation')).toEqual(['notif']);
		expect(correct('concurency')).toEqual(['concurr']);
		expect(correct('tranzaktion')).toEqual(['transact']);
	});

	it('in a misspelled name is corrected where the mistake is', () => {
		expect(library.candidates('DbUpdateConcurencyException')).toEqual({
			dbupdateconcurencyexcept: [],
			db: ['db'],
			updat: ['updat'],
			concur: ['concurr'],
			except: ['except']
		});
	});

	it('is not corrected if it has a digit or fewer than four letters', () => {
		expect(library.candidates('5433')).toEqual({ '5433': [] });
		expect(library.candidates('net9.0')).toMatchObject({ 'net9.0': [], '9.0': [], net9: [] });
		expect(library.candidates('prt')).toEqual({ prt: [] });
	});

	it('asks for 565 words to correct one of ten letters', () => {
		// 10 left out, 9 swapped, 11 · 26 added, 10 · 26 replaced.
		expect([...editsOf('concurency')]).toHaveLength(565);
	});

	it('can be corrected to a word that was not meant', () => {
		expect(library.candidates('Rails')).toEqual({ rail: ['fail', 'mail'] });
	});
});
