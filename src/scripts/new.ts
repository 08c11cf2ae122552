import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import GithubSlugger from 'github-slugger';
import { didYouMean } from '../lib/content/faults/did-you-mean.ts';
import { contentFolder } from '../lib/content/library/content-folder.ts';

// npm run new -- <category> "<title>": creates a draft with its front matter.
const content = contentFolder();
const [category, title, ...more] = process.argv.slice(2);

function fail(message: string): never {
	console.error(message);
	process.exit(1);
}

if (!category || !title?.trim() || more.length) fail('Usage: npm run new -- <category> "<title>"');
const categories = existsSync(content)
	? readdirSync(content).filter((name) => existsSync(join(content, name, 'category.yaml')))
	: [];
if (!categories.includes(category))
	fail(
		`There is no category "${category}" in ${content}/${didYouMean(category, categories) || `; there are ${categories.join(', ') || 'none'}`}`
	);
const { length } = [...title.trim()];
if (length > 120) fail(`The title has ${length} characters; 120 is the most`);

const slug = new GithubSlugger()
	.slug(title.normalize('NFD').replace(/[\u0300-\u036f]/g, ''))
	.replace(/[^a-z0-9-]+/g, '')
	.replace(/-+/g, '-')
	.replace(/^-|-$/g, '')
	.slice(0, 80);
if (!slug) fail('The title has no letter or digit that an address could be made of');
const folder = join(content, category, slug);
if (existsSync(folder) || existsSync(`${folder}.md`) || existsSync(`${folder}.svx`))
	fail(`There is an article of that address already: ${folder}`);

const file = join(folder, 'index.md');
mkdirSync(folder, { recursive: true });
writeFileSync(
	file,
	`---
title: ${JSON.stringify(title.replace(/\s+/g, ' ').trim())}
description: "Say in one or two sentences what a reader takes away."
level: Intermediate
published: ${new Date().toISOString().slice(0, 10)}
tags: []
draft: true
---

## The situation

`
);
console.log(
	`${file} is a draft: it shows in \`npm run dev\` and nowhere else until \`draft\` goes.`
);
