type Unit = 'ms' | 's' | 'bytes' | 'shifts' | 'count' | 'share' | 'score' | 'memory';

/** One row of the table. */
export interface Measure {
	name: string;
	/** In `unit`; `null` where it was not measured, and `note` says why. */
	value: number | null;
	unit: Unit;
	/** The most that `value` may be; for a score the least. */
	budget?: number;
	note?: string;
}

/** `null` where there is nothing to hold the value against. */
export function withinBudget({ value, unit, budget }: Measure): boolean | null {
	if (value === null || budget === undefined) return null;
	return unit === 'score' ? value >= budget : value <= budget;
}

/** The value below which the given share of the values lies, by nearest rank. */
export function percentile(values: readonly number[], share: number): number {
	if (!values.length) throw new Error('There is nothing to take a percentile of');
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);

/** How rows call a library by its size. */
export const sizeName = (articles: number) => `${articles.toLocaleString('en')} articles`;

/** The longest of some tasks in words; nothing where there is none. */
export const longestOf = (milliseconds: readonly number[]) =>
	milliseconds.length ? `longest ${Math.max(...milliseconds).toFixed(0)} ms` : undefined;

/** KB are 1,024 bytes, GB of memory 10⁹. */
const formats: Record<Unit, (value: number) => string> = {
	ms: (value) => `${value.toFixed(1)} ms`,
	s: (value) => `${value.toFixed(1)} s`,
	bytes: (value) => `${(value / 1024).toFixed(1)} KB`,
	memory: (value) => `${(value / 1e9).toFixed(2)} GB`,
	score: (value) => value.toFixed(3),
	shifts: (value) => (value ? value.toPrecision(2) : '0'),
	count: (value) => String(value),
	share: (value) => `${(100 * value).toFixed(1)} %`
};

export function markdownTable(measures: readonly Measure[]): string {
	const rows = measures.map((measure) => {
		const { name, value, unit, budget, note } = measure;
		const ok = withinBudget(measure);
		const limit =
			budget === undefined ? '–' : `${unit === 'score' ? '≥' : '≤'} ${formats[unit](budget)}`;
		const shown = [value === null ? '' : formats[unit](value), note && `(${note})`];
		return [
			name,
			shown.filter(Boolean).join(' '),
			limit,
			ok === null ? '–' : ok ? 'yes' : '**no**'
		];
	});
	return [['measure', 'value', 'budget', 'ok'], ['---', '---:', '---:', '---'], ...rows]
		.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`)
		.join('');
}
