import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import GithubSlugger from 'github-slugger';
import { didYouMean } from '../lib/content/faults/did-you-mean.ts';
import { levels, type Level } from '../lib/core/article/article.ts';
import { contentFolder } from '../lib/content/library/content-folder.ts';
import { askText, choose } from './questions.ts';

// npm run new -- <category> "<title>": creates a draft with its front matter. On a terminal it asks for what
// is missing, and for the level.
const content = contentFolder();
const categories = existsSync(content)
	? readdirSync(content).filter((name) => existsSync(join(content, name, 'category.yaml')))
	: [];
const { category, title, level } = await readAnswers(process.argv.slice(2));

function fail(message: string): never {
	console.error(message);
	process.exit(1);
}

interface Answers {
	category: string;
	title: string;
	level: Level;
}

async function readAnswers([category, title, ...more]: string[]): Promise<Answers> {
	const canAsk = process.stdin.isTTY && process.stdout.isTTY;
	if (more.length || (!canAsk && !(category && title?.trim())))
		fail('Usage: npm run new -- <category> "<title>"');
	// Before any question, so that no answer is in vain.
	if (category) checkCategory(category);
	if (!categories.length) fail(`There is no category in ${content}/`);
	if (!canAsk) return { category: category!, title: title!, level: 'Intermediate' };
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	// Ctrl+C and Ctrl+D end the questions; nothing has been written yet.
	terminal.on('close', () => process.exit(1));
	const ask = (question: string) => terminal.question(question);
	const answers = {
		category: category || (await choose(ask, 'Category', categories)),
		title: title?.trim() ? title : await askText(ask, 'Title'),
		level: await choose(ask, 'Level', levels)
	};
	terminal.removeAllListeners('close').close();
	return answers;
}

function checkCategory(name: string) {
	if (!categories.includes(name))
		fail(
			`There is no category "${name}" in ${content}/${didYouMean(name, categories) || `; there are ${categories.join(', ') || 'none'}`}`
		);
}

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
level: ${level}
published: ${new Date().toISOString().slice(0, 10)}
tags: []
draft: true
---

## The situation

`
);
console.log(
	`${file} is a draft: it shows in \`npm run dev\` and nowhere else until \`draft\` goes.\n` +
		`To see it: npm run dev -- --open ${category}/${slug}/`
);
