import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import ArticleCard from '../../src/lib/ui/ArticleCard.svelte';
import OnThisPage from '../../src/lib/ui/OnThisPage.svelte';
import ResultStatus from '../../src/lib/ui/ResultStatus.svelte';
import { card } from '../unit/filter/cards.ts';

describe('a card', () => {
	it('is an article whose heading holds its link, with level and minutes', () => {
		render(ArticleCard, {
			card: card('outbox', { title: 'The Outbox <script>', tags: ['c#'] }),
			href: '/backend/outbox/',
			tagHref: (tag: string) => `/tags/${encodeURIComponent(tag)}/`
		});
		const article = screen.getByRole('article', { name: 'The Outbox <script>' });
		expect(screen.getByRole('heading', { level: 2 })).toContainElement(
			screen.getByRole('link', { name: 'The Outbox <script>' })
		);
		expect(article).toHaveTextContent('Advanced');
		expect(article).toHaveTextContent('12 min');
		expect(screen.getByRole('link', { name: 'c#' })).toHaveAttribute('href', '/tags/c%23/');
	});
});

describe('the status line', () => {
	it('says the outcome and what would widen the search', () => {
		render(ResultStatus, {
			text: 'No articles match',
			widenings: [{ label: 'Without Beginner: 6 articles', href: '/?q=x' }]
		});
		expect(screen.getByRole('status')).toHaveTextContent(
			'No articles match. Without Beginner: 6 articles'
		);
		expect(screen.getByRole('link', { name: 'Without Beginner: 6 articles' })).toHaveAttribute(
			'href',
			'/?q=x'
		);
	});
});

describe('“On this page”', () => {
	it('links the headings down to the third level', () => {
		render(OnThisPage, {
			headings: [
				{ id: 'one', depth: 2, text: 'One' },
				{ id: 'two', depth: 3, text: 'Two' },
				{ id: 'three', depth: 4, text: 'Three' }
			]
		});
		expect(screen.getByRole('navigation', { name: 'On this page' })).toBeInTheDocument();
		expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
			'#one',
			'#two'
		]);
	});

	it('is absent where there is nothing to list', () => {
		render(OnThisPage, { headings: [] });
		expect(screen.queryByRole('navigation')).toBeNull();
	});
});
