import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { levels } from '../../src/lib/core/article/article.ts';

const words = ['queue', 'cache', 'index', 'ledger', 'router', 'parser', 'broker', 'cursor'];
const categories = [
	{ slug: 'backend', title: 'Backend', tagline: '.NET, APIs, and server-side' },
	{ slug: 'web', title: 'Web', tagline: 'Pages & browsers' },
	{ slug: 'data', title: 'Data', tagline: 'Tables, streams, files' }
];

/** What tests may expect of the n-th article of the fixture, counted from 0. */
export function fixtureArticle(n: number) {
	const word = words[n % words.length]!;
	return {
		category: categories[n % categories.length]!.slug,
		slug: `${word}-${n}`,
		title: `The ${word} of part ${n}`,
		level: levels[n % levels.length]!,
		// 1, 7, 13, 19 or 25 minutes.
		minutes: 1 + 6 * (n % 5),
		published: new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10),
		tags: n % 4 === 0 ? ['c#', word] : [word]
	};
}

export const fixtureSize = 150;

/** An article of the fixture that had another address; in the first edition it has it still. */
export const fixtureAlias = { n: 9, path: '/backend/before-9/', id: 'backend/before-9' };

/** Paragraphs that take some minutes to read. */
export const prose = (minutes: number, word: string) =>
	Array.from(
		{ length: minutes * 2 },
		(_, i) => `${`A ${word} takes one step more `.repeat(19).trim()} paragraph ${i}.`
	).join('\n\n');

function article(n: number, edition: string) {
	const { title, level, published, tags, minutes, slug } = fixtureArticle(n);
	const word = slug.split('-')[0]!;
	return `---
title: ${title}
description: What part ${n} has to say of the ${word}, at some length.
level: ${level}
published: ${published}
tags: [${tags.map((tag) => JSON.stringify(tag)).join(', ')}]
${n === fixtureAlias.n && edition !== 'A' ? `aliases: [${fixtureAlias.path}]\n` : ''}---

## Opening

${prose(minutes, word)}

## Part ${n} in code

\`\`\`csharp
public Task<List<T>> HandleAsync${n}<T>(HttpClientFactory factory) => throw new NotImplementedException("part ${n}");
\`\`\`

| step | cost |
|---|---:|
| ${word} | ${n} |

> [!NOTE]
> Braces {like these} and \`{{ those }}\` are text, and so is List<T>.

See [the next one](#opening).
${n === 0 && edition ? `\nEdition ${edition}.\n` : ''}`;
}

/** Of editions after A; it is in the scripts, so those differ as well: from A's, not from each other's. */
const laterAuthor = 'The tests, later editions';

/** The `site.yaml` of the fixture. */
export const site = `title: Fixture
tagline: A library for the tests
url: https://fixture.example
author: The tests
language: en
`;

/**
 * Writes a library of `size` articles in three categories, a draft, and one published next century.
 * @param edition text at the end of article 0; besides, article 9 has its old address in edition A, and later
 *   ones have another author
 */
export function writeFixtureLibrary(folder: string, size = fixtureSize, edition = '') {
	mkdirSync(folder, { recursive: true });
	writeFileSync(
		join(folder, 'site.yaml'),
		edition > 'A' ? site.replace('The tests', laterAuthor) : site
	);
	categories.forEach(({ slug, title, tagline }, index) => {
		mkdirSync(join(folder, slug), { recursive: true });
		writeFileSync(
			join(folder, slug, 'category.yaml'),
			`title: ${title}\ntagline: "${tagline}"\norder: ${index + 1}\n`
		);
	});
	for (let n = 0; n < size; n++) {
		const { category, slug } = fixtureArticle(n);
		const name = n === fixtureAlias.n && edition === 'A' ? fixtureAlias.id : `${category}/${slug}`;
		writeFileSync(join(folder, `${name}.md`), article(n, edition));
	}
	if (!size) return;
	const hidden = (title: string, more: string) => `---
title: ${title}
description: This article must not be found anywhere in a production build.
level: Beginner
${more}
---

Xylophonic secrets.
`;
	writeFileSync(
		join(folder, 'backend/unfinished.md'),
		hidden('Unfinished xylophone', 'published: 2026-01-01\ndraft: true')
	);
	writeFileSync(
		join(folder, 'backend/next-century.md'),
		hidden('Xylophone of the next century', 'published: 2126-01-01')
	);
}
