import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { decodeCriteria, encodeCriteria } from '../../../src/lib/core/filter/criteria.ts';
import { countFacets } from '../../../src/lib/core/filter/facets.ts';
import { filterGroups, sortOptions, type FilterGroup } from '../../../src/lib/core/filter/form.ts';
import FilterForm from '../../../src/lib/features/browse/FilterForm.svelte';
import { pasteLines } from '../../../src/lib/features/shell/paste-lines.ts';

const groups: FilterGroup[] = [
	{
		name: 'level',
		legend: 'Level',
		kind: 'checkbox',
		options: [
			{ value: 'Beginner', label: 'Beginner', count: 0, checked: false, disabled: true },
			{ value: 'Advanced', label: 'Advanced', count: 12, checked: false, disabled: false }
		]
	},
	{
		name: 'time',
		legend: 'Reading time',
		kind: 'radio',
		options: [
			{ value: '', label: 'Any', checked: true, disabled: false },
			{ value: '-10', label: 'Up to 10 min', count: 3, checked: false, disabled: false }
		]
	}
];

function setUp(changes: Partial<Parameters<typeof FilterForm>[1]> = {}) {
	const calls = {
		ontype: vi.fn(),
		onchoose: vi.fn(),
		onsort: vi.fn(),
		onclear: vi.fn(),
		onintent: vi.fn(),
		onsubmit: vi.fn()
	};
	render(FilterForm, {
		text: '',
		maxLength: 500,
		groups,
		chosen: 0,
		sort: 'newest',
		sorts: [
			{ value: 'relevance', label: 'Relevance', disabled: true },
			{ value: 'newest', label: 'Newest', disabled: false },
			{ value: 'title', label: 'Title', disabled: false }
		],
		clearable: false,
		summary: { text: '22 articles', count: 22, suggestions: [] },
		done: 'Show 22 articles',
		...calls,
		...changes
	});
	return { user: userEvent.setup(), ...calls };
}

describe('the filter form', () => {
	it('is a search landmark with a named search box', () => {
		setUp();
		const search = screen.getByRole('search');
		expect(within(search).getByRole('searchbox', { name: 'Search articles' })).toBeInTheDocument();
	});

	it('has named groups, and options named by value and count', () => {
		setUp();
		const level = screen.getByRole('group', { name: 'Level' });
		expect(within(level).getByRole('checkbox', { name: 'Advanced 12' })).toBeEnabled();
		expect(within(level).getByRole('checkbox', { name: 'Beginner 0' })).toBeDisabled();
		const time = screen.getByRole('group', { name: 'Reading time' });
		expect(within(time).getByRole('radio', { name: 'Any' })).toBeChecked();
		expect(within(time).getByRole('radio', { name: 'Up to 10 min 3' })).not.toBeChecked();
		expect(screen.getByRole('combobox', { name: 'Sort by' })).toHaveValue('newest');
	});

	it('passes on what was chosen', async () => {
		const { user, onchoose, onsort } = setUp();
		await user.click(screen.getByRole('checkbox', { name: 'Advanced 12' }));
		await user.click(screen.getByRole('radio', { name: 'Up to 10 min 3' }));
		await user.selectOptions(screen.getByRole('combobox'), 'title');
		expect(onchoose.mock.calls).toEqual([
			['level', 'Advanced'],
			['time', '-10']
		]);
		expect(onsort).toHaveBeenCalledWith('title');
	});

	it('would submit exactly the parameters of the view’s URL', () => {
		const query =
			'q=c%23+x&category=backend&category=web&level=Advanced&level=Beginner&time=5-12&tag=.net&tag=c%23&sort=title';
		const criteria = decodeCriteria(query);
		setUp({
			text: criteria.q,
			groups: filterGroups(criteria, countFacets([], criteria), [
				{ slug: 'backend', title: 'Backend', tagline: '', order: 1 },
				{ slug: 'data', title: 'Data', tagline: '', order: 2 },
				{ slug: 'web', title: 'Web', tagline: '', order: 3 }
			]),
			sort: 'title',
			sorts: sortOptions(criteria)
		});
		const data = new FormData(screen.getByRole<HTMLFormElement>('search'));
		const submitted = [...data].map(([name, value]) => `${name}=${value as string}`);
		const inUrl = [...new URLSearchParams(encodeCriteria(criteria))];
		expect([...submitted].sort()).toEqual(inUrl.map((pair) => pair.join('=')).sort());
		expect([...new Set(data.keys())]).toEqual([...new Set(inUrl.map(([name]) => name))]);
		expect(encodeCriteria(criteria)).toBe(query);
	});

	it('offers to clear filters only if any is set', async () => {
		setUp();
		expect(screen.queryByRole('button', { name: 'Clear filters' })).toBeNull();
		const { user, onclear } = setUp({ clearable: true });
		await user.click(screen.getByRole('button', { name: 'Clear filters' }));
		expect(onclear).toHaveBeenCalledOnce();
	});

	it('passes on each letter, and submits on Enter without a page load', async () => {
		const { user, ontype, onsubmit, onintent } = setUp();
		await user.type(screen.getByRole('searchbox'), 'na{Enter}');
		expect(ontype.mock.lastCall).toEqual(['na']);
		expect(onsubmit).toHaveBeenCalledOnce();
		expect(onintent).toHaveBeenCalled();
	});

	it('replaces pasted line breaks by spaces', async () => {
		const { user, ontype } = setUp();
		document.addEventListener('paste', pasteLines);
		screen.getByRole('searchbox').focus();
		await user.paste('outbox\r\npattern\n');
		document.removeEventListener('paste', pasteLines);
		expect(ontype).toHaveBeenCalledWith('outbox pattern ');
	});
});
