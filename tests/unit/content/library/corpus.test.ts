import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openLibrary } from '../../../../src/lib/content/library/library.ts';

const corpus = process.env.OFFPRINT_CORPUS;

/** Always the same, so that what has not changed since the last run comes from the cache of rendered pages. */
const folder = 'node_modules/.cache/offprint-tests/corpus';

interface Document {
	slug: string;
	category: string;
	title: string;
	body: string;
}

const read = (path: string): Document[] => {
	const bytes = readFileSync(path);
	return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes)
		.toString('utf8')
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Document);
};

/** Words of letters and digits, which must appear in the page whatever surrounds them. */
const words = (text: string) => text.normalize('NFC').match(/[\p{L}\p{N}]{2,}/gu) ?? [];

const pageText = (html: string) =>
	html
		.replace(/<(?!\/?(?:span|mark|wbr)\b)[^>]*>/g, ' ')
		.replace(/<[^>]*>/g, '')
		.replace(/&#x([0-9a-f]+);|&(lt|gt|amp|quot);/gi, (_, code: string | undefined, name: string) =>
			code
				? String.fromCodePoint(parseInt(code, 16))
				: { lt: '<', gt: '>', amp: '&', quot: '"' }[name]!
		);

/** Removes what Markdown does not show: markup, URLs, comments, languages of fences. */
const sourceText = (body: string) =>
	body
		.replace(/<!--[\s\S]*?-->/g, ' ')
		.replace(/^(\s*(?:>\s*)*(?:[-*\d.]+\s+)?)(`{3,}|~{3,}).*$/gm, '$1')
		.replace(/\]\((?:[^()\s]|\([^()]*\))*(?:\s+"[^"]*")?\)/g, ']')
		.replace(/^\s*(?:>\s*)*\[[^\]]+\]:\s+\S+.*$/gm, ' ')
		.replace(/&(?:#x?[0-9a-f]+|[a-z]+);/gi, ' ')
		.replace(/<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?>/g, ' ')
		.replace(/\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]/gi, ' ')
		.replace(/\\([!-/:-@[-`{-~])/g, '$1')
		.replace(/[*]{1,3}(?=\p{L})|(?<=\p{L})[*]{1,3}/gu, '');

describe.skipIf(!corpus)('281 documents that nobody wrote for us (OFFPRINT_CORPUS)', () => {
	it('build without a fault, and their words are in their pages', async () => {
		const documents = read(corpus!);
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
		writeFileSync(
			join(folder, 'site.yaml'),
			'title: C\ntagline: C\nurl: https://c.example\nauthor: C\nlanguage: en\n'
		);
		const bodies = new Map<string, string>();
		documents.forEach(({ category, body, title }, index) => {
			mkdirSync(join(folder, category), { recursive: true });
			writeFileSync(join(folder, category, 'category.yaml'), `title: C\ntagline: C\norder: 1\n`);
			writeFileSync(
				join(folder, category, `d${index}.md`),
				`---\ntitle: ${JSON.stringify(title.slice(0, 120))}\ndescription: A document of somebody else, as it is.\nlevel: Beginner\npublished: 2024-01-01\n---\n\n${body}`
			);
			bodies.set(`d${index}`, body);
		});
		const { articles } = await openLibrary({ content: folder, base: '', checkOnly: true });
		rmSync(folder, { recursive: true });
		expect(articles).toHaveLength(documents.length);

		const lost: string[] = [];
		for (const { slug, html } of articles) {
			const there = new Map<string, number>();
			for (const word of words(pageText(html))) there.set(word, (there.get(word) ?? 0) + 1);
			for (const word of words(sourceText(bodies.get(slug)!))) {
				const left = there.get(word) ?? 0;
				if (left) there.set(word, left - 1);
				else lost.push(`${slug}: ${word}`);
			}
		}
		const all = [...bodies.values()].reduce((sum, body) => sum + words(body).length, 0);
		// This simple removal of markup is wrong for fewer than one word in two thousand.
		expect(lost.length, lost.slice(0, 40).join('\n')).toBeLessThan(all / 2000);
	}, 120_000);
});
