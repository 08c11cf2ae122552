import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { flushSync, mount, unmount } from 'svelte';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { writeResults } from '../../../_samples/results.ts';
import { levels, type ArticleCard } from '../../../../src/lib/core/article/article.ts';
import { sorts } from '../../../../src/lib/core/article/order.ts';
import { decodeCriteria, effectiveSort, encodeCriteria, foreignParameters, noCriteria, withoutDefaultSort, type Criteria } from '../../../../src/lib/core/filter/criteria.ts';
import { maxQueryLength, normalizeQuery } from '../../../../src/lib/core/filter/query.ts';
import { countFacets } from '../../../../src/lib/core/filter/facets.ts';
import {
	choose,
	chooseSort,
	filterGroups,
	sortOptions
} from '../../../../src/lib/core/filter/form.ts';
import { scopeOf, scopePath } from '../../../../src/lib/core/filter/scope.ts';
import { viewUrl, withScope } from '../../../../src/lib/core/filter/scoped-criteria.ts';
import FilterChoices from '../../../../src/lib/features/browse/FilterChoices.svelte';

const set = <T extends string>(values: fc.Arbitrary<T>) =>
	fc.array(values, { maxLength: 5 }).map((list) => [...new Set(list)].sort());

const minutes = fc.nat(9999);

/** Any view that a reader can reach. */
const criteria: fc.Arbitrary<Criteria> = fc
	.record({
		q: fc.string({ unit: 'binary' }).map(normalizeQuery),
		categories: set(fc.stringMatching(/^[a-z0-9-]{1,20}$/)),
		levels: set(fc.constantFrom(...levels)),
		tags: set(fc.stringMatching(/^[a-z0-9.#+-]{1,20}$/)),
		time: fc.oneof(
			fc.constant(null),
			minutes.map((min) => ({ min })),
			minutes.map((max) => ({ max })),
			fc.tuple(minutes, minutes).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }))
		),
		sort: fc.constantFrom(null, ...sorts)
	})
	.map(withoutDefaultSort);

/** Any UTF-16, lone surrogates included. */
const junk = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) });
const names = ['q', 'category', 'level', 'tag', 'time', 'sort', '%71'];
/** Some fit their parameter, some nearly do. */
const values = 'Advanced EXPERT c# c%23 c++ backend 11-15 20-10 - 007- 1e9- newest %E0%A4 __proto__';
const pair = fc
	.tuple(
		fc.oneof(fc.constantFrom(...names), junk),
		fc.oneof(fc.constantFrom(...values.split(' ')), junk)
	)
	.map((both) => both.join('='));
/** Query strings with our parameters, and strings that are none. */
const anyQuery = fc.oneof(
	junk,
	fc.array(pair, { maxLength: 8 }).map((pairs) => pairs.join('&'))
);

/** What a reader can do with the form. */
const step = fc.oneof(
	fc.constantFrom(...levels).map((level) => (view: Criteria) => choose(view, 'level', level)),
	fc
		.constantFrom('backend', 'frontend')
		.map((category) => (view: Criteria) => choose(view, 'category', category)),
	fc.constantFrom('c#', '.net').map((tag) => (view: Criteria) => choose(view, 'tag', tag))
);

/** Tests run from the sample's folder, or from the repository. */
const root = resolve(process.cwd().replace(/[\\/]content[\\/].*$/, ''));

/** One article for each level, of ten minutes. */
const cards = levels.map(
	(level) => ({ category: 'backend', level, minutes: 10, tags: [] as string[] }) as ArticleCard
);

const runs = { numRuns: 500 };
const decoded = (query: string) => decodeCriteria(query);

// #region properties
describe('a view', () => {
	it('has an address that leads back to it, whatever it is', () => {
		fc.assert(
			fc.property(criteria, (view) => {
				expect(decoded(encodeCriteria(view))).toEqual(view);
			}),
			runs
		);
	});
});

describe('a query string', () => {
	it('of any kind is read without an error, as a view that has an address', () => {
		fc.assert(
			fc.property(anyQuery, (query) => {
				const view = decoded(query);
				expect(decoded(encodeCriteria(view))).toEqual(view);
			}),
			runs
		);
	});
});
// #endregion

/** The query string of a `GET` form with the list page's own controls, as they show a view. */
function submittedBy(view: Criteria): string {
	const form = document.createElement('form');
	const box = Object.assign(document.createElement('input'), { name: 'q', value: view.q });
	form.append(box);
	const choices = mount(FilterChoices, {
		target: form,
		props: {
			groups: filterGroups(view, countFacets(cards, view), [{ slug: 'backend', title: 'Backend' }] as never),
			sort: effectiveSort(view),
			sorts: sortOptions(view),
			clearable: false,
			onchoose: () => {},
			onsort: () => {},
			onclear: () => {}
		}
	});
	flushSync();
	const submitted = new URLSearchParams([...new FormData(form)] as [string, string][]);
	void unmount(choices);
	return submitted.toString();
}

describe('a view', () => {
	it('has one address, in whatever order it was chosen', () => {
		fc.assert(
			fc.property(fc.uniqueArray(step, { maxLength: 6 }), fc.func(fc.nat()), (steps, order) => {
				const shuffled = [...steps].sort((a, b) => order(a) - order(b));
				const chosen = (list: typeof steps) =>
					encodeCriteria(list.reduce((view, change) => change(view), noCriteria));
				expect(chosen(shuffled)).toBe(chosen(steps));
			}),
			runs
		);
	});

	it('has an empty query if nothing is chosen, and no defaults in it otherwise', () => {
		expect(encodeCriteria(noCriteria)).toBe('');
		expect(encodeCriteria(chooseSort(noCriteria, 'newest'))).toBe('');
		expect(encodeCriteria(chooseSort({ ...noCriteria, q: 'nats' }, 'relevance'))).toBe('q=nats');
		expect(encodeCriteria(chooseSort({ ...noCriteria, q: 'nats' }, 'newest'))).toBe(
			'q=nats&sort=newest'
		);
	});

	it('is what the form submits by itself, apart from empty fields and defaults', () => {
		const view: Criteria = { ...noCriteria, q: 'c#', levels: ['Advanced', 'Beginner'], time: { max: 10 } };
		expect(submittedBy(view)).toBe('q=c%23&level=Beginner&level=Advanced&time=-10&sort=relevance');
		expect(submittedBy(noCriteria)).toBe('q=&time=&sort=newest');
		for (const one of [view, noCriteria, { ...view, sort: 'newest' as const, time: null }])
			expect(decoded(submittedBy(one))).toEqual(one);
	});
});

describe('a query string', () => {
	it('gives one view in whatever order, and however often, its parts are written', () => {
		const parts = ['level=Beginner', 'level=Advanced', 'tag=nats', 'tag=c%23', 'time=-10'];
		const subset = fc.array(fc.constantFrom(...parts), { minLength: 5, maxLength: 12 });
		fc.assert(
			fc.property(subset, (some) => {
				const all = [...parts, ...some];
				expect(encodeCriteria(decoded(all.reverse().join('&')))).toBe(
					'level=Advanced&level=Beginner&time=-10&tag=c%23&tag=nats'
				);
			})
		);
	});

	it('loses what is unusable, and nothing else', () => {
		const good = { ...noCriteria, q: 'c#', levels: ['Advanced' as const], time: { max: 10 } };
		for (const bad of ['level=Expert', 'time=20-10', 'time=1e309', 'tag=%2F', 'sort=best'])
			expect(decoded(`${bad}&${encodeCriteria(good)}&${bad}`)).toEqual(good);
	});

	it.each([
		['level=advanced&level=ADVANCED', 'level=Advanced'],
		['tag=c++', 'tag=c%2B%2B'],
		['q=+a%00b%0A++c+', 'q=a+b+c'],
		['q=%E0%A4', 'q=%EF%BF%BD'],
		['time=007-010', 'time=7-10'],
		['time=bad&time=5-', 'time=5-'],
		['level=__proto__', ''],
		['sort=newest', '']
	])('%s becomes %s', (typed, canonical) => {
		expect(encodeCriteria(decoded(typed))).toBe(canonical);
	});

	it('of a megabyte is cut', () => {
		expect(decoded(`q=${'word '.repeat(200_000)}`).q.length).toBeLessThanOrEqual(maxQueryLength);
	});

	it('keeps parameters of others as they were written', () => {
		expect(foreignParameters('?utm_source=a%20b&q=x&ref')).toBe('utm_source=a%20b&ref');
		expect(foreignParameters('?%71=x')).toBe('');
	});
});

describe('a path', () => {
	const scopes = [
		{},
		{ category: 'backend' },
		{ category: 'backend', level: 'Advanced' as const },
		{ tag: 'nats' }
	];

	it('says what a page is limited to, and the query only what is beyond that', () => {
		for (const scope of scopes) expect(scopeOf(scopePath(scope))).toEqual(scope);
		const view = withScope({ ...noCriteria, time: { max: 10 } }, scopes[2]!);
		expect(viewUrl(view, scopes[2]!)).toBe('/backend/level/advanced/?time=-10');
	});

	it('gets wider when a choice does not fit it', () => {
		const view = withScope(noCriteria, { category: 'backend', level: 'Advanced' });
		const both = choose(view, 'level', 'Beginner');
		expect(viewUrl(both, { category: 'backend', level: 'Advanced' })).toBe(
			'/backend/?level=Advanced&level=Beginner'
		);
	});
});

describe('the codec', () => {
	it('is small', async () => {
		const files = ['criteria', 'form', 'scope'].map((name) => `${root}/src/lib/core/filter/${name}.ts`);
		const bundle = await build({
			configFile: false,
			logLevel: 'silent',
			build: {
				write: false,
				lib: { entry: files, formats: ['es'] },
				rolldownOptions: { output: { minify: true } }
			}
		});
		const chunks = [bundle].flat().flatMap((one) => ('output' in one ? one.output : []));
		const code = chunks.map((chunk) => ('code' in chunk ? chunk.code : '')).join('\n');
		const lines = files
			.flatMap((file) => readFileSync(file, 'utf8').split('\n'))
			.filter((line) => line.trim()).length;
		const brotli = brotliCompressSync(code).length;
		writeResults('size.json', { lines, brotli });
		expect(brotli).toBeLessThan(4096);
	});
});

describe('other encodings', () => {
	const view: Criteria = {
		...noCriteria,
		q: 'c#',
		levels: ['Advanced', 'Beginner'],
		time: { max: 15 }
	};
	const { q, levels: chosen, time } = view;
	const asJson = encodeURIComponent(JSON.stringify({ q, levels: chosen, time }));
	const asBase64 = Buffer.from(JSON.stringify({ q, levels: chosen, time })).toString('base64url');

	it('are longer', () => {
		const ours = encodeCriteria(view);
		expect(ours).toBe('q=c%23&level=Advanced&level=Beginner&time=-15');
		writeResults('lengths.json', {
			ours: ours.length,
			json: asJson.length,
			base64: asBase64.length,
			address: ours
		});
		expect(asBase64.length).toBeGreaterThan(ours.length);
		expect(asJson.length).toBeGreaterThan(asBase64.length);
	});

	it('give one view several addresses', () => {
		const other = JSON.stringify({ time, levels: [...chosen].reverse(), q });
		expect(encodeURIComponent(other)).not.toBe(asJson);
	});

	it('are lost as a whole if a link is cut off, and ours loses its end', () => {
		const ours = encodeCriteria(view);
		for (let length = 1; length < asJson.length; length++)
			expect(() => JSON.parse(decodeURIComponent(asJson.slice(0, length)))).toThrow();
		for (let length = ours.indexOf('&time'); length < ours.length; length++)
			expect(decoded(ours.slice(0, length))).toMatchObject({ q, levels: chosen });
		for (let length = ours.indexOf('&level=B'); length < ours.indexOf('&time'); length++)
			expect(decoded(ours.slice(0, length))).toEqual({ ...noCriteria, q, levels: ['Advanced'] });
		expect(decoded(ours.slice(0, -1)).time).toEqual({ max: 1 });
	});
});
