import { didYouMean } from '../lib/content/faults/did-you-mean.ts';

/** Shows a question and returns the line that the author types. */
export type Ask = (question: string) => Promise<string>;

/** Asks until there is an answer. */
export async function askText(ask: Ask, name: string): Promise<string> {
	for (;;) {
		const answer = await ask(`${name}: `);
		if (answer.trim()) return answer;
	}
}

/** Asks until the answer is one of the options, by number or by name. */
export async function choose<Option extends string>(
	ask: Ask,
	name: string,
	options: readonly Option[]
): Promise<Option> {
	const list = options.map((option, index) => `${index + 1} ${option}`).join(', ');
	let problem = '';
	for (;;) {
		const answer = (await ask(`${problem}${name} (${list}): `)).trim();
		const chosen =
			options[Number(answer) - 1] ??
			options.find((option) => option.toLowerCase() === answer.toLowerCase());
		if (chosen) return chosen;
		problem = `"${answer}" is none of them${didYouMean(answer, options)}\n`;
	}
}
