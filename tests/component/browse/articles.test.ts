import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import ArticleCard from '../../../src/lib/features/browse/ArticleCard.svelte';
import OnThisPage from '../../../src/lib/features/article/OnThisPage.svelte';
import ResultStatus from '../../../src/lib/features/browse/ResultStatus.svelte';
import { tagSlug } from '../../../src/lib/core/article/tag-slug.ts';
import { card } from '../../unit/core/filter/cards.ts';

describe('a card', () => {
	it('is an article whose heading holds its link, with level and minutes', () => {
		render(ArticleCard, {
			card: card('outbox', { title: 'The Outbox <script>', tags: ['c#'] }),
			href: '/backend/outbox/',
			tagHref: (tag: string) => `/tags/${tagSlug(tag)}/`
		});
		const article = screen.getByRole('article', { name: 'The Outbox <script>' });
		expect(screen.getByRole('heading', { level: 2 })).toContainElement(
			screen.getByRole('link', { name: 'The Outbox <script>' })
		);
		expect(article).toHaveTextContent('Advanced');
		expect(article).toHaveTextContent('12 min');
		expect(screen.getByRole('link', { name: 'c#' })).toHaveAttribute('href', '/tags/csharp/');
	});
});

describe('the status line', () => {
	it('shows the summary and suggestions', () => {
		render(ResultStatus, {
			summary: {
				text: 'No articles match',
				count: 0,
				suggestions: [{ label: 'Remove “Beginner” (6 articles)', href: '/?q=x' }]
			},
			typing: false
		});
		expect(screen.getByRole('status')).toHaveTextContent(
			'No articles match. Remove “Beginner” (6 articles)'
		);
		expect(screen.getByRole('link', { name: 'Remove “Beginner” (6 articles)' })).toHaveAttribute(
			'href',
			'/?q=x'
		);
	});
});

describe('the status line during typing', () => {
	it('is shown with each letter and announced after a pause, with a note', async () => {
		const summary = { text: '22 articles', count: 22, suggestions: [] };
		const { rerender } = render(ResultStatus, { summary, typing: false });
		const status = screen.getByRole('status');
		await rerender({ summary: { ...summary, text: '3 of 22 articles' }, typing: true });
		expect(screen.getByText('3 of 22 articles')).not.toHaveClass('visually-hidden');
		expect(status).toHaveTextContent(/^22 articles$/);
		expect(status.firstElementChild).toHaveClass('visually-hidden');
		const note = 'Full-text search is unavailable.';
		await rerender({ summary: { ...summary, text: '2 of 22 articles', note }, typing: false });
		expect(screen.queryByText('3 of 22 articles')).toBeNull();
		expect(status.firstElementChild).not.toHaveClass('visually-hidden');
		expect(status).toHaveTextContent(`2 of 22 articles ${note}`);
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

	it('is absent without headings', () => {
		render(OnThisPage, { headings: [] });
		expect(screen.queryByRole('navigation')).toBeNull();
	});
});
