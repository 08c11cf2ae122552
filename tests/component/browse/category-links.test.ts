import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import CategoryLinks from '../../../src/lib/features/browse/CategoryLinks.svelte';

it('leads to each category that has articles, with their number and its tagline', () => {
	const category = (slug: string, title: string, tagline: string) => ({
		slug,
		title,
		tagline,
		order: 1
	});
	render(CategoryLinks, {
		categories: [
			category('backend', 'Backend', '.NET, APIs, and server-side'),
			category('web', 'Web', 'Pages'),
			category('data', 'Data', 'Tables')
		],
		counts: [
			{ value: 'backend', count: 22 },
			{ value: 'data', count: 1 }
		]
	});
	const links = screen.getByRole('navigation', { name: 'Categories' }).querySelectorAll('a');
	expect(
		[...links].map((link) => [
			link.getAttribute('href'),
			link.textContent.replace(/\s+/g, ' ').trim()
		])
	).toEqual([
		['/backend/', 'Backend 22 articles .NET, APIs, and server-side'],
		['/data/', 'Data 1 article Tables']
	]);
});
