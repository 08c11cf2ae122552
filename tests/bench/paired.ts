export const mean = (values: readonly number[]) =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * How often the mean difference would be as large by chance: two-sided paired randomization with
 * 10,000 rounds.
 */
function chanceOf(differences: readonly number[]): number {
	let seed = 1;
	const sign = () => ((seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) >>> 31 ? 1 : -1);
	const observed = Math.abs(mean(differences));
	const rounds = 10_000;
	let extreme = 0;
	for (let n = 0; n < rounds; n++)
		if (Math.abs(mean(differences.map((one) => sign() * one))) >= observed - 1e-12) extreme++;
	return (extreme + 1) / (rounds + 1);
}

/** How queries score before and after a change. */
export function compared(before: readonly number[], after: readonly number[]) {
	const differences = after.map((score, n) => score - before[n]!);
	const p = Number(chanceOf(differences).toPrecision(1));
	return {
		better: differences.filter((one) => one > 1e-9).length,
		worse: differences.filter((one) => one < -1e-9).length,
		p,
		/** To show. */
		chance: p < 0.001 ? 'p < 0.001' : `p = ${p}`
	};
}
