import { anyHeading, article, list, part, text, type State } from './state.ts';
import {
	open,
	openNextBuild,
	press,
	readToEnd,
	readSomeScreens,
	scrollTo,
	search,
	show
} from './steps.ts';

export const articleStates: readonly State[] = [
	{ name: 'Article', path: article, sign: anyHeading, main: true },
	{ name: 'Code', path: article, sign: part('.code'), reach: ({ page }) => show(page, '.code') },
	{
		name: 'Diagram',
		path: article,
		sign: part('.diagram'),
		reach: ({ page }) => show(page, '.diagram')
	},
	{ name: 'Table', path: article, sign: part('.table'), reach: ({ page }) => show(page, '.table') },
	{
		name: 'End of an article',
		path: article,
		sign: (page) => page.getByRole('navigation', { name: 'More articles' }),
		reach: ({ page }) => scrollTo(page, 1)
	},
	{
		name: 'Article in print',
		path: article,
		sign: anyHeading,
		reach: ({ page }) => page.emulateMedia({ media: 'print' })
	},
	{
		name: 'Search dialog',
		path: article,
		sign: list('Articles'),
		reach: ({ page }) => search(page, 'outbox')
	},
	{
		name: 'Search dialog, nothing found',
		path: article,
		sign: text('No articles match'),
		reach: ({ page }) => search(page, 'zzzzzz')
	},
	{
		name: 'Search matches in an article',
		path: '/?q=outbox',
		sign: (page) => page.getByRole('group', { name: 'Search matches' }),
		async reach({ page }) {
			await page.getByRole('listitem').getByRole('link').first().focus();
			await page.keyboard.press('Enter');
		}
	},
	{
		name: 'Continue from',
		path: article,
		sign: (page) => page.getByRole('button', { name: /^Continue (?:at|where)/ }),
		async reach({ page }) {
			await readSomeScreens(page);
			await open(page, '/');
			await open(page, article);
		}
	},
	{
		name: 'Changed since last read',
		path: article,
		sign: text('Changed since you read it'),
		async reach(stage) {
			await readToEnd(stage.page);
			await openNextBuild(stage, article);
		}
	}
];

const features = '/web/features/';

/** States of the fixture library with every article feature. */
export const featureStates: readonly State[] = [
	{ name: 'All article features', path: features, sign: anyHeading },
	{
		name: 'Callout and table',
		path: features,
		sign: part('.callout'),
		reach: ({ page }) => show(page, '.callout')
	},
	{
		name: 'Article in forced colors',
		path: features,
		sign: part('.code'),
		reach: ({ page }) => show(page, '.code'),
		options: { forcedColors: 'active' }
	},
	{
		name: 'Code copied',
		path: features,
		sign: part('.copy-code[data-label=Copied]'),
		reach: ({ page }) => press(page, 'Copy code in csharp')
	},
	{
		name: 'Footnote',
		path: '/web/long/',
		sign: (page) => page.getByRole('dialog', { name: /^Footnote/ }),
		reach: ({ page }) => page.locator('[data-footnote-ref]').first().click()
	},
	{
		name: 'Large figure',
		path: features,
		sign: part('.large-figure[open]'),
		reach: ({ page }) => press(page, /^Enlarge/)
	}
];
