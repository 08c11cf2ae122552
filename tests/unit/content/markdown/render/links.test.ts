import { describe, expect, it } from 'vitest';
import { render } from './render-sample.ts';

describe('links', () => {
	it('within the site get the base path', async () => {
		const { html: markup, links } = await render(
			'[a](../outbox/index.md#why) [b](/tags/nats/) [c](https://example.org/x) [d](#here) [e](notes.txt)\n\n## Here'
		);
		expect([...markup.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
			'/x/backend/outbox/#why',
			'/x/tags/nats/',
			'https://example.org/x',
			'#here',
			'/x/backend/ids/notes.txt',
			'#here'
		]);
		expect(links.map(({ path, anchor }) => path + anchor)).toEqual([
			'/backend/outbox/why',
			'/tags/nats/',
			'here'
		]);
	});
});

describe('a link to a filtered view', () => {
	it('keeps its query, and is checked without it', async () => {
		const { html: markup, links } = await render(
			'[x](/backend/?level=Advanced&q=a) [y](/backend?q=b#c)'
		);
		expect([...markup.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
			'/x/backend/?level=Advanced&#x26;q=a',
			'/x/backend/?q=b#c'
		]);
		expect(links.map(({ path }) => path)).toEqual(['/backend/', '/backend/']);
	});
});
