type Unit = 'ms' | 's' | 'bytes' | 'shifts' | 'count' | 'share' | 'score' | 'memory';

/** One row of the table. */
export interface Measure {
	name: string;
	/** In `unit`; `null` if it was not measured, with the reason in `note`. */
	value: number | null;
	unit: Unit;
	/** Maximum for `value`; for a score, the minimum. */
	budget?: number;
	note?: string;
}

/** `null` if the measure has no value or no budget. */
export function withinBudget({ value, unit, budget }: Measure): boolean | null {
	if (value === null || budget === undefined) return null;
	return unit === 'score' ? value >= budget : value <= budget;
}

/** The percentile for a share between 0 and 1, by the nearest-rank method. */
export function percentile(values: readonly number[], share: number): number {
	if (!values.length) throw new Error('Cannot take a percentile of no values');
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);

/** A library's size as printed in the table. */
export const sizeName = (articles: number) => `${articles.toLocaleString('en')} articles`;

/** A note with the longest duration; `undefined` if there are none. */
export const longestOf = (milliseconds: readonly number[]) =>
	milliseconds.length ? `longest ${Math.max(...milliseconds).toFixed(0)} ms` : undefined;

/** 1 KB is 1,024 bytes; 1 GB of memory is 10⁹ bytes. */
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
