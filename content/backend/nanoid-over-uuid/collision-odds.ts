/** The birthday problem for random IDs, as in the sample's `Odds.cs`. */

export const alphabets = [
	{ name: 'readable, 30 symbols', size: 30 },
	{ name: 'URL-safe, 64 symbols', size: 64 }
] as const;

export const uuid4Bits = 122;

export const secondsIn = { second: 1, day: 86_400, year: 365.25 * 86_400 } as const;

export const bitsOf = (alphabetSize: number, length: number) => length * Math.log2(alphabetSize);

/** Probability that any two of `count` IDs are equal. */
export function chanceOfCollision(count: number, bits: number): number {
	if (count < 2) return 0;
	return -Math.expm1((-count * (count - 1)) / 2 ** (bits + 1));
}

/** How many IDs it takes to reach that probability of a collision. */
export const idsUntil = (probability: number, bits: number) =>
	0.5 + Math.sqrt(0.25 - 2 ** (bits + 1) * Math.log1p(-probability));

export interface Odds {
	bits: number;
	idsToMillionth: number;
	idsToPercent: number;
	/** In seconds. */
	timeToMillionth: number;
	timeToPercent: number;
	chanceInAYear: number;
}

export function oddsOf(bits: number, idsPerSecond: number): Odds {
	const idsToMillionth = idsUntil(1e-6, bits);
	const idsToPercent = idsUntil(0.01, bits);
	return {
		bits,
		idsToMillionth,
		idsToPercent,
		timeToMillionth: idsToMillionth / idsPerSecond,
		timeToPercent: idsToPercent / idsPerSecond,
		chanceInAYear: chanceOfCollision(idsPerSecond * secondsIn.year, bits)
	};
}

/** Whether IDs are long enough to be drawn for a year, and what to do where they aren't. */
export function verdictOn({ chanceInAYear }: Odds): string {
	const chance = `The chance of a collision within a year is ${asChance(chanceInAYear)}.`;
	if (chanceInAYear <= 1e-6) return `Long enough. ${chance}`;
	if (chanceInAYear <= 0.01) return `Long enough with a unique index and a retry. ${chance}`;
	return `Too short, unless every insert handles a duplicate. ${chance}`;
}

const counts = [
	[1e15, ' quadrillion'],
	[1e12, ' trillion'],
	[1e9, ' billion'],
	[1e6, ' million'],
	[0, '']
] as const;

const durations = [
	[secondsIn.year, 'years'],
	[secondsIn.day, 'days'],
	[3_600, 'hours'],
	[60, 'minutes'],
	[1, 'seconds']
] as const;

/** A number of two digits, as a sentence has it: 170 million. */
export function asCount(value: number): string {
	const rounded = Number(value.toPrecision(2));
	if (rounded >= 1e18) {
		const [digits, exponent] = rounded.toExponential().split('e+') as [string, string];
		const raised = [...exponent].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
		return `${digits} × 10${raised}`;
	}
	const [size, name] = counts.find(([least]) => rounded >= least)!;
	return (rounded / (size || 1)).toLocaleString('en-US', { maximumFractionDigits: 2 }) + name;
}

export function asDuration(seconds: number): string {
	if (seconds < 0.1) return 'under 0.1 seconds';
	const [length, name] = durations.find(([unit]) => seconds >= 1.5 * unit) ?? [1, 'seconds'];
	return `${asCount(seconds / length)} ${name}`;
}

export function asChance(probability: number): string {
	if (probability > 0.999) return 'over 99.9 %';
	if (probability >= 0.01) return `${Number((probability * 100).toPrecision(2))} %`;
	return probability > 0 ? `1 in ${asCount(1 / probability)}` : 'zero';
}
