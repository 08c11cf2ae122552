import { baseLanguage } from '../text/stemmers.ts';
import { browser } from './browser.ts';
import { concurrency } from './concurrency.ts';
import { databases } from './databases.ts';
import { delivery } from './delivery.ts';
import { design } from './design.ts';
import { http } from './http.ts';
import { languages } from './languages.ts';
import { mapping } from './mapping.ts';
import { operations } from './operations.ts';
import { performance } from './performance.ts';
import { scripting } from './scripting.ts';
import { security } from './security.ts';
import { systems } from './systems.ts';
import { words } from './words.ts';
import type { GlossaryRow } from './row.ts';

/** The words of software engineering in English. */
export const glossary: readonly GlossaryRow[] = [
	databases,
	mapping,
	design,
	concurrency,
	performance,
	http,
	browser,
	security,
	delivery,
	operations,
	languages,
	scripting,
	systems,
	words
].flat();

/** What every library in a language (BCP 47) starts with. */
export const glossaryOf = (language: string): readonly GlossaryRow[] =>
	baseLanguage(language) === 'en' ? glossary : [];
