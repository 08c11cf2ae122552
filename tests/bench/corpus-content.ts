import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { levels } from '../../src/lib/core/article/article.ts';

/** A line of the file that `OFFPRINT_CORPUS` names. */
export interface CorpusArticle {
	slug: string;
	category: string;
	title: string;
	description: string;
	body: string;
}

const maxSlug = 80;
const maxTitle = 120;
const [minDescription, maxDescription] = [30, 300];

/** Where the corpus has an article; the same rules as its file name. */
export const corpusPath = ({ category, slug }: CorpusArticle) =>
	`${category}/${slug.slice(0, maxSlug)}`;

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

function describe({ title, description }: CorpusArticle): string {
	const text = oneLine(description) || oneLine(title);
	const padded = text.length < minDescription ? `${text}: an article of the collection` : text;
	return padded.slice(0, maxDescription).trim();
}

/** Level and date are not in a corpus; a hash of the slug spreads them, the same in every run. */
function frontMatter(article: CorpusArticle): string {
	const hash = createHash('sha256').update(article.slug).digest();
	const day = 24 * 3600 * 1000;
	const published = new Date(Date.UTC(2020, 0, 1) + (hash.readUInt16BE(1) % 1500) * day);
	return `---
title: ${JSON.stringify(oneLine(article.title).slice(0, maxTitle).trim())}
description: ${JSON.stringify(describe(article))}
level: ${levels[hash[0]! % levels.length]!}
published: ${published.toISOString().slice(0, 10)}
tags: [${JSON.stringify(article.category)}]
---
`;
}

/** Writes articles as a content folder that can be built. */
export function writeCorpusContent(folder: string, articles: readonly CorpusArticle[]) {
	mkdirSync(folder, { recursive: true });
	writeFileSync(
		join(folder, 'site.yaml'),
		`title: Measured library
tagline: Articles to measure by
url: https://bench.example
author: The bench
language: en
`
	);
	[...new Set(articles.map(({ category }) => category))].forEach((category, index) => {
		mkdirSync(join(folder, category));
		writeFileSync(
			join(folder, category, 'category.yaml'),
			`title: ${JSON.stringify(category)}\ntagline: Articles of ${category}\norder: ${index + 1}\n`
		);
	});
	for (const article of articles)
		writeFileSync(
			join(folder, `${corpusPath(article)}.md`),
			`${frontMatter(article)}\n${article.body}\n`
		);
}
