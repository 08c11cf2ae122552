import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { Fault } from '../../browser/fault-server.ts';
import type { Stage } from './steps.ts';

export interface State {
	name: string;
	path: string;
	/** An element that is visible in this state and in no other that its steps may end in. */
	sign: (page: Page) => Locator;
	/** Brings the page from loading into the state. */
	reach?: (stage: Stage) => Promise<unknown>;
	/** Faults from the start, by path without leading slash. */
	faults?: (path: string) => Fault | null;
	/** The state exists only in narrow windows. */
	narrow?: true;
	/** A main page, also captured at the narrowest width. */
	main?: true;
	options?: BrowserContextOptions;
}

/** An article of `content/`. */
export const article = '/backend/nanoid-over-uuid/';

export const text = (words: string | RegExp) => (page: Page) => page.getByText(words);
export const heading = (name: string | RegExp) => (page: Page) =>
	page.getByRole('heading', { level: 1, name });
export const anyHeading = (page: Page) => page.getByRole('heading', { level: 1 });
export const part = (selector: string) => (page: Page) => page.locator(selector);
export const list = (name: string) => (page: Page) => page.getByRole('list', { name });
export const articles = list('Articles');
export const status = (words: RegExp) => (page: Page) => page.getByRole('status').getByText(words);
