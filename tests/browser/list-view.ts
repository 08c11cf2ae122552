import type { Page } from 'playwright-core';
import { fixtureArticle, fixtureSize } from '../built/fixture-library.ts';
import { until } from './until.ts';

export const articles = Array.from({ length: fixtureSize }, (_, n) => fixtureArticle(n));
export const newest = (list: typeof articles) =>
	[...list].sort((a, b) => (a.published < b.published ? 1 : -1)).map(({ title }) => title);
export const ledgers = articles.filter(({ title }) => title.includes('ledger')).length;
export const advanced = newest(articles.filter(({ level }) => level === 'Advanced'));

export const status = (page: Page) => page.getByRole('status');
export const says = (page: Page, text: string) =>
	until(
		page,
		(expected) => document.querySelector('[role=status]')?.textContent?.trim() === expected,
		text
	);
export const query = (page: Page) => new URL(page.url()).search;
export const hasQuery = (page: Page, search: string) =>
	until(page, (expected) => location.search === expected, search);
