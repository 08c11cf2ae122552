import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import type { Section } from '../../src/lib/core/article/article.ts';
import { createAnalyser } from '../../src/lib/core/search/text/analyse.ts';
import { matchesOf } from '../../src/lib/core/search/passages/matches.ts';
import { findPassage, passageUrl } from '../../src/lib/core/search/passages/passages.ts';
import { loadStemmer } from '../../src/lib/core/search/text/stemmers.ts';
import { openSite } from './open-site.ts';

const site = openSite(inject('features'));
const path = '/web/fragments/';
const sections = JSON.parse(
	readFileSync(join(inject('features').folder, 'web/fragments.json'), 'utf8')
) as Section[];
const analyser = createAnalyser('en', await loadStemmer('en'));

/** The address that a hit links to, and the heading that it names. */
function addressOf(query: string) {
	const terms = analyser.queryTerms(query).map(({ term }) => term);
	const passage = findPassage('Passages', sections, matchesOf(query, terms, analyser))!;
	expect(passage.quote).not.toBe('');
	return { address: passageUrl(path, passage), heading: passage.heading.id };
}

describe('a browser scrolls to the words of a passage, far below its heading,', () => {
	it.each([
		['quartermaster', 'in a paragraph'],
		['salt', 'in a paragraph'],
		['lighthouse', 'in a cell, with words of the next'],
		['lanterns', 'in a cell, with words of the next'],
		['ferryman', 'beside a break'],
		['schooner', 'beside a break'],
		['cooper', 'beside a line that the author ends'],
		['chandler', 'beside a line that the author ends'],
		['helmsman', 'around a footnote’s mark'],
		['steers', 'around a footnote’s mark'],
		['bosun', 'in a list'],
		['stevedore', 'in a callout'],
		['pilotage', 'in code'],
		['binnacle', 'in HTML'],
		['wheel', 'in HTML'],
		['capstan', 'in HTML'],
		['灯台', 'in Japanese'],
		['航海', 'in Japanese'],
		['罗盘', 'in Chinese'],
		['信号塔', 'in Chinese']
	])('%s %s', async (query, where) => {
		const { address, heading } = addressOf(query);
		expect(sections.find(({ id }) => id === heading)!.heading).toBe(`Found ${where}`);
		const page = await site.open(address);
		const top = () =>
			page.evaluate((id) => document.getElementById(id)!.getBoundingClientRect().top, heading);
		await expect.poll(top, { message: address }).toBeLessThan(-100);
	});
});
