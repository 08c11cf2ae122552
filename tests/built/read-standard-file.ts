import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { fixtureArticle, fixtureSize } from './fixture-library.ts';
import { DOMParser } from '../dom-parser.ts';

export const read = (name: 'own' | 'fixture' | 'features' | 'empty' | 'single', file: string) =>
	readFileSync(join(inject(name).folder, file), 'utf8');

/** @throws if the text is not well-formed XML */
export function readXml(text: string): Document {
	const document = new DOMParser().parseFromString(text, 'application/xml');
	const error = document.querySelector('parsererror');
	if (error) throw new Error(error.textContent);
	return document;
}

export const texts = (parent: ParentNode, selector: string) =>
	[...parent.querySelectorAll(selector)].map(({ textContent }) => textContent);

export const parsed = (html: string) => new DOMParser().parseFromString(html, 'text/html');

export const origin = 'https://fixture.example';
export const articleUrls = Array.from({ length: fixtureSize }, (_, n) => fixtureArticle(n))
	.reverse()
	.map(({ category, slug }) => `${origin}/x/y/${category}/${slug}/`);
