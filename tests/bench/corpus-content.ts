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

const maxSlugLength = 80;
const maxTitleLength = 120;
const [minDescriptionLength, maxDescriptionLength] = [30, 300];

/** An article's path in the corpus, without extension. */
export const corpusPath = ({ category, slug }: CorpusArticle) =>
	`${category}/${slug.slice(0, maxSlugLength)}`;

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

function describe({ title, description }: CorpusArticle): string {
	const text = oneLine(description) || oneLine(title);
	const padded = text.length < minDescriptionLength ? `${text}: an article from the corpus` : text;
	return padded.slice(0, maxDescriptionLength).trim();
}

/** Corpora have no levels or dates; derive both from a hash of the slug, for reproducible runs. */
function frontMatter(article: CorpusArticle): string {
	const hash = createHash('sha256').update(article.slug).digest();
	const dayMs = 24 * 3600 * 1000;
	const published = new Date(Date.UTC(2020, 0, 1) + (hash.readUInt16BE(1) % 1500) * dayMs);
	return `---
title: ${JSON.stringify(oneLine(article.title).slice(0, maxTitleLength).trim())}
description: ${JSON.stringify(describe(article))}
level: ${levels[hash[0]! % levels.length]!}
published: ${published.toISOString().slice(0, 10)}
tags: [${JSON.stringify(article.category)}]
---
`;
}

/** Writes articles as a content folder for the build. */
export function writeCorpusContent(folder: string, articles: readonly CorpusArticle[]) {
	mkdirSync(folder, { recursive: true });
	writeFileSync(
		join(folder, 'site.yaml'),
		`title: Benchmark library
tagline: Articles for benchmarks
url: https://bench.example
author: Benchmark
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
