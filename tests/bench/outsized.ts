import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { measureSearch } from './searching.ts';
import { buildSite } from './build-site.ts';
import { writeCorpusContent, type CorpusArticle } from './corpus-content.ts';
import type { Measure } from './measures.ts';
import { pageRecord, serveSite, withPage } from './served-site.ts';

const vocabulary = (
	'queue cache index ledger router parser broker cursor tracking change query entity migration ' +
	'context provider value token table data connection update database relationship inheritance'
).split(' ');

/** The same words in every run, in an order that looks like no list. */
const words = (count: number, seed: number) =>
	Array.from(
		{ length: count },
		(_, n) => vocabulary[((n + 1) * 7919 + seed * 104729 + ((n * n) % 31)) % vocabulary.length]!
	);

function paragraphs(count: number, seed: number): string {
	const all = words(count, seed);
	const lines: string[] = [];
	for (let n = 0; n < count; n += 80) {
		if (n % 4000 === 0) lines.push(`## Part ${n / 4000 + 1}`);
		lines.push(`${all.slice(n, n + 80).join(' ')}.`);
	}
	return lines.join('\n\n');
}

const article = (slug: string, title: string, body: string): CorpusArticle => ({
	category: 'large',
	slug,
	title,
	description: `${title}, which the bench wrote to see what happens.`,
	body
});

function short(n: number): CorpusArticle {
	const title = `On the ${words(3, n).join(' ')}, part ${n}`;
	return article(`part-${n}`, title, paragraphs(60, n));
}

const codeBlock = (language: string, code: string) => `\`\`\`${language}\n${code}\n\`\`\``;

const codeLines = (count: number) =>
	Array.from(
		{ length: count },
		(_, n) => `public int Value${n}(int left) => left * ${n} + Other.Value(left, "${n}"); // ${n}`
	).join('\n');

/** Bytes that look random and are the same in every run. */
function base64(bytes: number): string {
	const blocks = Array.from({ length: Math.ceil(bytes / 32) }, (_, n) =>
		createHash('sha256').update(String(n)).digest()
	);
	return Buffer.concat(blocks).toString('base64').slice(0, bytes);
}

const maxTask = 200;
const many = 7000;

const cases: { name: string; articles: () => CorpusArticle[] }[] = [
	{ name: 'Library of 0 articles', articles: () => [] },
	{ name: 'Library of 1 article', articles: () => [short(0)] },
	{
		name: 'Article of 200,000 words',
		articles: () => [article('words', 'Two hundred thousand words', paragraphs(200_000, 1))]
	},
	{
		name: 'Code block of 20,000 lines',
		articles: () => [
			article('code', 'Twenty thousand lines', codeBlock('csharp', codeLines(20_000)))
		]
	},
	{
		name: 'Base64 blob of 1 MB in a code block',
		articles: () => [article('blob', 'One megabyte', codeBlock('text', base64(1 << 20)))]
	},
	{
		name: `Library of ${many.toLocaleString('en')} articles`,
		articles: () => Array.from({ length: many }, (_, n) => short(n))
	}
];

async function measureOpening(browser: Browser, url: string, name: string): Promise<Measure> {
	const { longTasks } = await withPage(browser, url, pageRecord);
	return {
		name: `${name}: longest task while it opens`,
		value: Math.max(0, ...longTasks),
		unit: 'ms',
		budget: maxTask,
		note: longTasks.length ? undefined : 'none over 50 ms'
	};
}

/** Libraries and articles beyond any that somebody would write: they build, and their pages open. */
export async function measureOutsized(
	browser: Browser,
	temporary: string,
	report: (measures: readonly Measure[]) => void
) {
	for (const [n, { name, articles: make }] of cases.entries()) {
		const content = join(temporary, `outsized-${n}-content`);
		const folder = join(temporary, `outsized-${n}`);
		const articles = make();
		writeCorpusContent(content, articles);
		try {
			const { seconds, memory } = buildSite(content, folder);
			const note = memory === null ? undefined : `${(memory / 1e9).toFixed(2)} GB`;
			report([{ name: `${name}: build`, value: seconds, unit: 's', note }]);
		} catch (error) {
			console.error(error);
			process.exitCode = 1;
			report([{ name: `${name}: build`, value: null, unit: 's', note: 'failed' }]);
			continue;
		}
		await serveSite(folder, async (origin) => {
			const first = articles[0];
			report([await measureOpening(browser, `${origin}/`, `${name}, its library page`)]);
			if (first) {
				const url = `${origin}/${first.category}/${first.slug}/`;
				report([await measureOpening(browser, url, `${name}, its article`)]);
			}
			if (articles.length === many) report(await measureSearch(browser, origin, name, { 1: 50 }));
		});
	}
}
