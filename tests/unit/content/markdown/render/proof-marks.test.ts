import { describe, expect, it } from 'vitest';
import { recordOf } from '../render-file.ts';
import { faults, html, render } from './render-sample.ts';

describe('a proof mark', () => {
	const proven = 'It waits. The event is sent *once*.[](proof:An_event_is_sent_once)';

	it('links to its test on the sample’s page and names it', async () => {
		const markup = await html(proven);
		const mark = /<a [^>]*class="proof"[^>]*>/.exec(markup)![0];
		expect(mark).toContain('href="/x/backend/ids/sample/#test-relaytests-an-event-is-sent-once"');
		expect(mark).toContain(
			'aria-label="Proven by a test: An event is sent once. Passed 2026-11-23."'
		);
		expect(markup).toMatch(/once<\/em>\.<a /);
	});

	it('is recorded with the sentence before it', async () => {
		expect((await render(proven)).proofs).toEqual([
			{
				test: 'RelayTests.An_event_is_sent_once',
				claim: 'The event is sent once.',
				anchor: 'proof-1'
			}
		]);
	});

	it('adds nothing to the reading time and the searchable text', async () => {
		const [plain, marked] = [await render('Sent once.'), await render(proven)];
		expect(marked.minutes).toBe(plain.minutes);
		expect(marked.sections[0]!.prose).toBe('It waits. The event is sent once.');
	});

	it.each([
		[
			'An_event_is_sent_twice',
			/is not in sample\/verified.json.*did you mean "An_event_is_sent_once"/
		],
		['A_slow_broker_is_waited_for', /did not pass: it was skipped/],
		['Twice', /stands for several: RelayTests.Twice, StoreTests.Twice; name its class/]
	])('of %s is a fault', async (name, problem) => {
		expect(await faults(`It holds.[](proof:${name})`)).toEqual([
			expect.stringMatching(problem) as string
		]);
	});

	it('of a test in TypeScript has its title in angle brackets', async () => {
		const names = ['addresses > keep C# and asp.net as they are', 'lists > one order'];
		const record = recordOf(Object.fromEntries(names.map((name) => [name, 'passed'])));
		const { html: markup, proofs } = await render(
			'It holds.[](<proof:keep C# and asp.net as they are>)',
			{ read: () => Buffer.from(record) }
		);
		expect(proofs).toEqual([{ test: names[0], claim: 'It holds.', anchor: 'proof-1' }]);
		expect(markup).toContain(
			'aria-label="Proven by a test: Addresses keep C# and asp.net as they are. P'
		);
		expect(markup).toContain('/sample/#test-addresses-keep-c-and-asp-net-as-they-are"');
	});

	it('accepts a class if the method’s name is ambiguous', async () => {
		expect(await faults('It holds.[](proof:StoreTests.Twice)')).toEqual([]);
	});

	it('is a fault without a record, and with a link text', async () => {
		const { faults: missing } = await render(proven, { read: () => null });
		expect(missing.map(({ problem }) => problem)).toEqual([
			'sample/verified.json cannot be read; `npm run samples` writes it'
		]);
		const { faults: unreadable } = await render(proven, { read: () => Buffer.from('{}') });
		expect(unreadable[0]!.problem).toMatch(
			/^sample\/verified.json is not the record of a run: .*results.*; `npm run samples` writes it$/
		);
		expect(await faults('[It holds](proof:Twice)')).toEqual([
			'1:1 a proof mark has no text; write [](proof:Twice)'
		]);
	});
});
