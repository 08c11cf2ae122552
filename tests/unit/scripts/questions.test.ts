import { describe, expect, it } from 'vitest';
import { askText, choose } from '../../../src/scripts/questions.ts';

const levels = ['Beginner', 'Intermediate', 'Advanced'] as const;

/** Someone who gives these answers, and the questions that they were asked. */
function answering(...answers: string[]) {
	const asked: string[] = [];
	const ask = (question: string) => {
		asked.push(question);
		const answer = answers.shift();
		return answer === undefined
			? Promise.reject(new Error('asked too often'))
			: Promise.resolve(answer);
	};
	return { ask, asked };
}

describe('a choice', () => {
	it.each(['3', 'Advanced', ' advanced '])('takes a number or a name: %j', async (answer) => {
		const { ask, asked } = answering(answer);
		expect(await choose(ask, 'Level', levels)).toBe('Advanced');
		expect(asked).toEqual(['Level (1 Beginner, 2 Intermediate, 3 Advanced): ']);
	});

	it.each(['', '0', '4', '-1', '1.5', 'x', 'length'])('asks again after %j', async (answer) => {
		const { ask, asked } = answering(answer, '1');
		expect(await choose(ask, 'Level', levels)).toBe('Beginner');
		expect(asked[1]).toContain(`"${answer}" is none of them`);
	});

	it('suggests what was meant', async () => {
		const { ask, asked } = answering('Advance', '1');
		await choose(ask, 'Level', levels);
		expect(asked[1]).toContain('did you mean "Advanced"?');
	});
});

describe('a question', () => {
	it('is asked until there is an answer', async () => {
		const { ask, asked } = answering('', '  ', 'A title');
		expect(await askText(ask, 'Title')).toBe('A title');
		expect(asked).toHaveLength(3);
	});
});
